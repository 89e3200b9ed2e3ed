package dev.cairnkv.core.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.StoreOptions;
import dev.cairnkv.spi.ShardStorage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocationTest {
  private static final long LARGEST_SHARD = StoreOptions.MAX_SHARD_SIZE_BYTES;
  private static final long LARGEST_OFFSET = LARGEST_SHARD - FrameDescriptor.ALIGNMENT;
  private static final long EXACT_BELOW = 16L << 10;

  @Test
  void givesBackShardOffsetAndLengthOverTheirWholeRanges() {
    Random random = new Random(3);
    for (int i = 0; i < 200_000; i++) {
      int shardId = 1 + random.nextInt(ShardStorage.MAX_SHARD_ID);
      long offset = aligned(random.nextLong(LARGEST_SHARD));
      long length = 40 + aligned(random.nextLong(1L << random.nextInt(6, 31)));

      long location = Location.pack(shardId, offset, length);

      assertThat(location).isNotEqualTo(Location.NONE);
      assertThat(Location.shardId(location)).isEqualTo(shardId);
      assertThat(Location.offset(location)).isEqualTo(offset);
      assertBound(length, Location.lengthBound(location));
    }
  }

  @Test
  void givesBackTheLargestValues() {
    long location = Location.pack(ShardStorage.MAX_SHARD_ID, LARGEST_OFFSET, LARGEST_SHARD);

    assertThat(Location.shardId(location)).isEqualTo(ShardStorage.MAX_SHARD_ID);
    assertThat(Location.offset(location)).isEqualTo(LARGEST_OFFSET);
    assertThat(Location.lengthBound(location)).isEqualTo(LARGEST_SHARD);
  }

  @Test
  void givesBackTheSmallestValues() {
    long location = Location.pack(1, 0, 8);

    assertThat(location).isNotEqualTo(Location.NONE);
    assertThat(Location.shardId(location)).isEqualTo(1);
    assertThat(Location.offset(location)).isZero();
    assertThat(Location.lengthBound(location)).isEqualTo(8);
  }

  @Test
  void keepsTheLengthExactlyBelow16KiB() {
    for (long length = 8; length < EXACT_BELOW; length += 8) {
      assertThat(Location.lengthBound(Location.pack(1, 128, length))).isEqualTo(length);
    }
  }

  @Test
  void boundsEachLengthUpTo4MiB() {
    for (long length = EXACT_BELOW; length <= 4L << 20; length += 8) {
      assertBound(length, Location.lengthBound(Location.pack(1, 128, length)));
    }
  }

  @Test
  void boundsTheLengthsAroundEachPowerOfTwo() {
    for (long power = EXACT_BELOW; power <= LARGEST_SHARD; power *= 2) {
      for (long length = power - 512; length <= Math.min(power + 512, LARGEST_SHARD); length += 8) {
        assertBound(length, Location.lengthBound(Location.pack(1, 128, length)));
      }
      assertThat(Location.lengthBound(Location.pack(1, 128, power))).isEqualTo(power);
    }
  }

  @Test
  void neverGivesALongerFrameASmallerBound() {
    long last = 0;
    for (long length = 8; length <= 1L << 20; length += 8) {
      long bound = Location.lengthBound(Location.pack(1, 128, length));
      assertThat(bound).isGreaterThanOrEqualTo(last);
      last = bound;
    }
  }

  @Test
  void sortsByShardAndThenByOffset() {
    long first = Location.pack(1, 2048, 1 << 20);
    long second = Location.pack(1, 4096, 40);
    long third = Location.pack(2, 128, 40);

    assertThat(first).isLessThan(second);
    assertThat(second).isLessThan(third);
  }

  private static void assertBound(long length, long bound) {
    assertThat(bound).as("bound of %d", length).isGreaterThanOrEqualTo(length);
    if (length < EXACT_BELOW) {
      assertThat(bound).isEqualTo(length);
    } else {
      assertThat(bound - length).as("slack of %d", length).isLessThanOrEqualTo(length / 50);
    }
  }

  private static long aligned(long value) {
    return value & -FrameDescriptor.ALIGNMENT;
  }
}
