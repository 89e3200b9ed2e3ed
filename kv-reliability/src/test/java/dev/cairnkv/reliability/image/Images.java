package dev.cairnkv.reliability.image;

import dev.cairnkv.CompactionOptions;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import java.time.Duration;

/** Opens the stores that images are made of and restored to. */
public final class Images {
  // So that the same calls give the same bytes.
  private static final Clock STANDING_CLOCK =
      new Clock() {
        @Override
        public long epochMillis() {
          return 0;
        }

        @Override
        public long nanoTime() {
          return 0;
        }
      };

  private Images() {}

  /** Returns options without anything that runs by itself. */
  public static StoreOptions options(long shardSizeBytes) {
    return StoreOptions.builder()
        .shardSizeBytes(shardSizeBytes)
        .syncPeriod(Duration.ZERO)
        .checkpointBytes(0)
        .compaction(CompactionOptions.onDemand())
        .build();
  }

  /** Restores a store whose keys are numbers. */
  public static KvStore<Long, byte[]> restore(ShardStorage storage, StoreOptions options) {
    return ShardedStore.restore(
        storage, Codecs.of(KeyType.LONG, new PlainCodec()), STANDING_CLOCK, options);
  }
}
