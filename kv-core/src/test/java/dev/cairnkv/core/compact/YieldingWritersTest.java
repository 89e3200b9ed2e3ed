package dev.cairnkv.core.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.CompactionOptions;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.Snapshot;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.StoreStats;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.core.Stores;
import dev.cairnkv.core.TextCodec;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Writers that are faster than a compaction, which stands still where a test needs that. */
class YieldingWritersTest {
  private static final int SHARD_SIZE = 64 << 10;
  private static final int LARGE_SHARD_SIZE = 512 << 10;
  private static final int KEYS = 1000;
  private static final int MANY = 50 * KEYS;
  private static final String VALUE = " is a value of some length, so that shards fill up";

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayGoOn = new CountDownLatch(1);
  private final WatchingClock clock = new WatchingClock();

  private KvStore<String, String> open(CompactionOptions compaction, boolean standing) {
    return open(compaction, SHARD_SIZE, standing);
  }

  private KvStore<String, String> open(
      CompactionOptions compaction, int shardSizeBytes, boolean standing) {
    StoreOptions options =
        Stores.OPTIONS.toBuilder()
            .shardSizeBytes(shardSizeBytes)
            .compaction(compaction)
            .listener(event -> onEvent(event, standing))
            .build();
    return ShardedStore.restore(
        new InMemoryShardStorage(), Codecs.of(KeyType.STRING, new TextCodec()), clock, options);
  }

  private void onEvent(StoreEvent event, boolean standing) {
    if (event instanceof StoreEvent.CompactionBegun && standing) {
      begun.countDown();
      try {
        mayGoOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void overwrite(KvStore<String, String> store, int times) {
    overwrite(times, key -> store.put("key " + key, key + VALUE));
  }

  private static void overwrite(int times, IntConsumer write) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < times; i++) {
      write.accept(random.nextInt(KEYS));
    }
  }

  private static long yields(KvStore<String, String> store) {
    return store.stats().timings().yields().count();
  }

  /** Writes until a compaction has begun, and stands. */
  private void fallBehind(KvStore<String, String> store) throws InterruptedException {
    overwrite(store, MANY);
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void aFastWriterKeepsWithinTheSpaceBoundByItself() {
    try (KvStore<String, String> store =
        open(CompactionOptions.defaults(), LARGE_SHARD_SIZE, false)) {
      int keys = 100 * KEYS;
      for (int i = 0; i < keys; i++) {
        store.put("key " + i, i + VALUE);
      }
      double worst = 0;
      SplittableRandom random = new SplittableRandom(1);
      for (int i = 0; i < 10 * keys; i++) {
        store.put("key " + random.nextInt(keys), i + VALUE);
        if (i % 100 == 0) {
          StoreStats stats = store.stats();
          double beyond = stats.sizeBytes() - 4.0 * LARGE_SHARD_SIZE;
          worst = Math.max(worst, beyond / stats.liveBytes());
        }
      }

      assertThat(store.stats().compaction().removedShards()).isPositive();
      assertThat(worst).isLessThanOrEqualTo(CompactionOptions.MOST_DISK_PER_LIVE_BYTE);
    }
  }

  @Test
  void putsYieldToACompactionThatFallsBehind() throws Exception {
    try (KvStore<String, String> store = open(CompactionOptions.defaults(), true);
        AutoCloseable _ = mayGoOn::countDown) {
      fallBehind(store);
      long before = yields(store);

      overwrite(store, MANY / 10);

      assertThat(yields(store)).isGreaterThan(before);
    }
  }

  @Test
  void deletionsYieldToo() throws Exception {
    try (KvStore<String, String> store = open(CompactionOptions.defaults(), true);
        AutoCloseable _ = mayGoOn::countDown) {
      fallBehind(store);
      long before = yields(store);

      overwrite(KEYS, key -> store.delete("key " + key));

      assertThat(yields(store)).isGreaterThan(before);
    }
  }

  @Test
  void othersWriteWhileOneYields() throws Exception {
    try (KvStore<String, String> store = open(CompactionOptions.defaults(), true);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        AutoCloseable _ = mayGoOn::countDown) {
      fallBehind(store);
      AtomicInteger written = new AtomicInteger();
      clock.whenAWriterYields(
          () -> {
            clock.whenAWriterYields(() -> {});
            try {
              executor.submit(() -> store.put("other", VALUE)).get(1, TimeUnit.MINUTES);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            written.incrementAndGet();
          });

      overwrite(store, MANY / 10);

      assertThat(written).hasValue(1);
      assertThat(store.get("other")).isEqualTo(VALUE);
    }
  }

  @Test
  void noFunctionYieldsThatNobodyCanWriteBeside() throws Exception {
    try (KvStore<String, String> store = open(CompactionOptions.defaults(), true);
        AutoCloseable _ = mayGoOn::countDown) {
      fallBehind(store);
      AtomicInteger calls = new AtomicInteger();
      long[] yields = new long[2];

      store.compute(
          "busy",
          (_, _) -> {
            if (calls.incrementAndGet() <= 8) {
              store.put("busy", VALUE); // so that it is tried again, and with the lock at last
            } else {
              yields[0] = yields(store);
              overwrite(store, MANY / 10);
              yields[1] = yields(store);
            }
            return VALUE;
          });

      assertThat(calls).hasValue(9);
      assertThat(yields[1]).isEqualTo(yields[0]);
    }
  }

  @Test
  void nobodyYieldsToAPausedCompaction() throws Exception {
    try (KvStore<String, String> store = open(CompactionOptions.defaults(), true);
        AutoCloseable _ = mayGoOn::countDown) {
      fallBehind(store);
      store.pauseCompaction();
      long before = yields(store);

      overwrite(store, MANY);

      assertThat(yields(store)).isEqualTo(before);
    }
  }

  @Test
  void nobodyYieldsToALimitedCompaction() throws Exception {
    try (KvStore<String, String> store = open(new CompactionOptions(true, 1 << 20), true);
        AutoCloseable _ = mayGoOn::countDown) {
      fallBehind(store);

      overwrite(store, MANY);

      assertThat(yields(store)).isZero();
    }
  }

  @Test
  void nobodyYieldsToACompactionOnDemand() throws Exception {
    try (KvStore<String, String> store = open(CompactionOptions.onDemand(), true);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        AutoCloseable _ = mayGoOn::countDown) {
      overwrite(store, MANY);
      var compaction = executor.submit(store::compact);
      fallBehind(store);

      assertThat(yields(store)).isZero();
      mayGoOn.countDown();
      assertThat(compaction.get(1, TimeUnit.MINUTES).removedShards()).isPositive();
    }
  }

  @Test
  void nobodyYieldsForWhatASnapshotKeeps() {
    try (KvStore<String, String> store = open(CompactionOptions.defaults(), false)) {
      store.pauseCompaction();
      overwrite(store, MANY);
      try (Snapshot<String, String> _ = store.snapshot()) {
        store.resumeCompaction();
        overwrite(store, KEYS / 2); // less than what compaction begins with

        assertThat(yields(store)).isZero();
        assertThat(store.stats().compaction().removedShards()).isZero();
      }
    }
  }
}
