package dev.cairnkv.core.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.core.log.FrameCounts;
import dev.cairnkv.core.time.Timer;
import dev.cairnkv.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackpressureTest {
  private static final long SHARD = 1 << 20;

  private final ManualClock clock = new ManualClock(Instant.EPOCH);
  private final AtomicLong appended = new AtomicLong(7 * SHARD);
  private final List<Long> waits = new ArrayList<>();
  private Runnable whileParked = () -> {};
  private final Backpressure backpressure =
      new Backpressure(appended::get, SHARD, this::park, new Timer(clock));

  private void park(long nanos) {
    waits.add(nanos);
    clock.advance(Duration.ofNanos(nanos));
    whileParked.run();
  }

  @AfterEach
  void clearInterrupt() {
    var _ = Thread.interrupted();
  }

  /** Shards of which so many bytes live, and so many more are dead than a compaction tolerates. */
  private static List<ShardSpace> shards(long liveBytes, long excessBytes, boolean mayGo) {
    long dead = liveBytes * Need.MOST_PERCENT_OF_LIVE / 100 + SHARD + excessBytes;
    return List.of(
        new ShardSpace(1, dead, new FrameCounts(0, 0, 0, false), mayGo),
        new ShardSpace(2, liveBytes, new FrameCounts(liveBytes, 1, 0, false), false));
  }

  private void excess(long bytes) {
    backpressure.looked(shards(10 * SHARD, bytes, true));
  }

  private void append(long bytes) {
    appended.addAndGet(bytes);
    if (backpressure.isOn()) {
      backpressure.await();
    }
  }

  @Test
  void nobodyWaitsBeforeAnythingWasLookedAt() {
    append(100 * SHARD);
    backpressure.await();

    assertThat(waits).isEmpty();
    assertThat(backpressure.isOn()).isFalse();
  }

  @Test
  void nobodyWaitsWhileThereIsRoomBelowTheBound() {
    excess(0);

    append(SHARD / 2);

    assertThat(waits).isEmpty();
  }

  @Test
  void whatIsAppendedSinceTheLastLookCountsAsToComeBack() {
    excess(0);

    append(3 * SHARD / 2);

    assertThat(waits).hasSize(1);
  }

  @Test
  void whatHasToStayMakesNobodyWait() {
    backpressure.looked(shards(10 * SHARD, 100 * SHARD, false));

    append(SHARD);

    assertThat(waits).isEmpty();
  }

  @Test
  void tombstonesCountAsToComeBack() {
    backpressure.looked(
        List.of(new ShardSpace(1, 9 * SHARD, new FrameCounts(0, 0, 9 * SHARD, false), true)));

    append(1);

    assertThat(waits).hasSize(1);
  }

  @Test
  void theWaitsGrowUpToTheLongest() {
    for (long parts = 0; parts < 20; parts++) {
      excess(parts * SHARD / 4);
      append(SHARD / 8);
    }

    assertThat(waits).isSorted().hasSizeGreaterThan(5);
    assertThat(waits.getFirst()).isBetween(Backpressure.SHORTEST_WAIT_NANOS, 400_000L);
    assertThat(waits.getLast()).isEqualTo(Backpressure.LONGEST_WAIT_NANOS);
  }

  @Test
  void onlyOneOfManyWritesWaits() {
    excess(10 * SHARD);

    for (int i = 0; i < 32; i++) {
      append(128);
    }

    assertThat(waits).hasSize(1);
    append(128);
    assertThat(waits).hasSize(2);
  }

  @Test
  void fewerWaitAtFirst() {
    excess(3 * SHARD / 2);
    append(1);

    append(Backpressure.FEWEST_BYTES_BETWEEN_WAITS);

    assertThat(waits).hasSize(1);
  }

  @Test
  void aCompactionThatEndsWithMuchLeftMakesNobodyWait() {
    excess(10 * SHARD);

    backpressure.ended();

    append(SHARD);
    assertThat(waits).isEmpty();
  }

  @Test
  void writersWaitForTheNextCompactionToBegin() {
    excess(0);
    backpressure.ended();

    append(2 * SHARD);

    assertThat(waits).hasSize(1);
  }

  @Test
  void theNextWaitsSoonerWhileOthersWait() {
    excess(10 * SHARD);
    whileParked =
        () -> {
          if (waits.size() < 4) {
            append(Backpressure.FEWEST_BYTES_BETWEEN_WAITS);
          }
        };
    append(1);
    waits.clear();
    whileParked = () -> {};

    append(Backpressure.FEWEST_BYTES_BETWEEN_WAITS / 3);

    assertThat(waits).hasSize(1);
  }

  @Test
  void nobodyWaitsOnceReleased() {
    excess(10 * SHARD);

    backpressure.release();

    append(SHARD);
    assertThat(waits).isEmpty();
  }

  @Test
  void whoWaitsWhenAllAreReleasedIsTheLast() {
    excess(10 * SHARD);
    whileParked = backpressure::release;
    append(1);

    append(SHARD);

    assertThat(waits).hasSize(1);
    assertThat(backpressure.timings().count()).isEqualTo(1);
  }

  @Test
  void lessToComeBackEndsTheWaits() {
    excess(10 * SHARD);
    append(1);
    excess(-SHARD);

    append(SHARD);

    assertThat(waits).hasSize(1);
  }

  @Test
  void addsUpHowLongWritersWaited() {
    excess(10 * SHARD);

    append(1);

    assertThat(backpressure.timings().count()).isEqualTo(1);
    assertThat(backpressure.timings().max())
        .isEqualTo(Duration.ofNanos(Backpressure.LONGEST_WAIT_NANOS));
  }

  @Test
  void anInterruptedWriterStaysInterrupted() {
    Backpressure parking =
        new Backpressure(appended::get, SHARD, LockSupport::parkNanos, new Timer(clock));
    parking.looked(shards(SHARD, 10 * SHARD, true));
    Thread.currentThread().interrupt();

    parking.await();

    assertThat(parking.timings().count()).isEqualTo(1);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }
}
