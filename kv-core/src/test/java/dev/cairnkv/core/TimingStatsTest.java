package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.TimerStats;
import dev.cairnkv.TimingStats;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimingStatsTest {
  private final TickingClock clock = new TickingClock();

  /** Goes on by a step each time that it is asked, so that whatever is timed takes that long. */
  private static final class TickingClock implements Clock {
    private final AtomicLong nanos = new AtomicLong();
    private volatile long stepNanos = Duration.ofMillis(1).toNanos();

    @Override
    public long epochMillis() {
      return 1_800_000_000_000L;
    }

    @Override
    public long nanoTime() {
      return nanos.addAndGet(stepNanos);
    }
  }

  private KvStore<String, String> restore(ShardStorage storage) {
    return ShardedStore.restore(
        storage, Codecs.of(KeyType.STRING, new TextCodec()), clock, Stores.OPTIONS);
  }

  @Test
  void beginsAtZero() {
    try (KvStore<String, String> store = restore(new InMemoryShardStorage())) {
      assertThat(store.stats().timings()).isEqualTo(TimingStats.none());
    }
  }

  @Test
  void addsUpHowLongSyncsTookAndKeepsTheLongest() {
    try (KvStore<String, String> store = restore(new InMemoryShardStorage())) {
      store.put("a", "1");
      store.sync();
      clock.stepNanos = Duration.ofMillis(5).toNanos();
      store.put("a", "2");
      store.sync();
      store.sync(); // nothing is left to do

      assertThat(store.stats().timings().syncs())
          .isEqualTo(new TimerStats(2, Duration.ofMillis(6), Duration.ofMillis(5)));
    }
  }

  @Test
  void aRollIsTimedWithTheStallThatIsPartOfIt() {
    try (KvStore<String, String> store = restore(new InMemoryShardStorage())) {
      while (store.stats().shards().size() < 3) {
        store.put("a", "x".repeat(500));
      }
      TimingStats timings = store.stats().timings();

      assertThat(timings.rolls().count()).isEqualTo(2);
      assertThat(timings.stalls())
          .isEqualTo(new TimerStats(2, Duration.ofMillis(2), Duration.ofMillis(1)));
      assertThat(timings.rolls().total()).isGreaterThan(timings.stalls().total());
      assertThat(timings.syncs()).isEqualTo(TimerStats.none());
    }
  }

  @Test
  void checkpointsAndCompactionsAreTimed() {
    KvStore<String, String> store = restore(new InMemoryShardStorage());
    try (store) {
      while (store.stats().shards().size() < 3) {
        store.put("a", "x".repeat(500));
      }
      store.checkpoint();
      var _ = store.compact();
      var _ = store.compact(); // nothing is left to do

      assertThat(store.stats().timings().checkpoints().count()).isEqualTo(1);
      assertThat(store.stats().timings().checkpoints().total()).isPositive();
      assertThat(store.stats().timings().compactions().count()).isEqualTo(1);
      assertThat(store.stats().timings().compactions().total()).isPositive();
      for (int i = 0; i < 10; i++) { // else it is not worth it to write one at the shutdown
        store.put("b", "x".repeat(3000));
      }
    }
    assertThat(store.stats().timings().checkpoints().count())
        .as("with that of the shutdown")
        .isEqualTo(2);
  }
}
