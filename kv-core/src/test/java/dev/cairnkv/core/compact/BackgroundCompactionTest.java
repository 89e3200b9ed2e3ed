package dev.cairnkv.core.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.CompactionOptions;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.StoreStats;
import dev.cairnkv.core.Stores;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compaction beside readers and writers. */
class BackgroundCompactionTest {
  private static final int SHARD_SIZE = 64 << 10;
  private static final int KEYS = 10_000;
  private static final int LONGEST_RECORD = 128;
  private static final String VALUE = " is a value of some length, so that shards fill up";

  private final BlockingQueue<StoreEvent> finished = new LinkedBlockingQueue<>();
  private final InMemoryShardStorage storage = new InMemoryShardStorage();

  private KvStore<String, String> open(CompactionOptions compaction) {
    return open(compaction, SHARD_SIZE);
  }

  private KvStore<String, String> open(CompactionOptions compaction, int shardSizeBytes) {
    StoreOptions options =
        Stores.OPTIONS.toBuilder()
            .shardSizeBytes(shardSizeBytes)
            .compaction(compaction)
            .listener(this::onEvent)
            .build();
    return Stores.restore(storage, options);
  }

  private void onEvent(StoreEvent event) {
    if (event instanceof StoreEvent.CompactionFinished
        || event instanceof StoreEvent.CompactionFailed) {
      finished.add(event);
    }
  }

  private StoreEvent.CompactionFinished awaitFinished() throws InterruptedException {
    StoreEvent event = finished.poll(1, TimeUnit.MINUTES);
    assertThat(event).isInstanceOf(StoreEvent.CompactionFinished.class);
    return (StoreEvent.CompactionFinished) event;
  }

  private static boolean takesTooMuch(StoreStats stats, int shardSizeBytes) {
    double most =
        stats.liveBytes() * CompactionOptions.MOST_DISK_PER_LIVE_BYTE + 4 * shardSizeBytes;
    return stats.sizeBytes() - ownBytes(stats, shardSizeBytes) > most;
  }

  /** Returns what comes on top in small shards. */
  private static long ownBytes(StoreStats stats, int shardSizeBytes) {
    long ofOne =
        (long) ShardHeaderDescriptor.LENGTH
            + FrameDescriptor.SEAL_LENGTH
            + shardSizeBytes / 64L
            + LONGEST_RECORD;
    return shardSizeBytes < SHARD_SIZE ? stats.shards().size() * ofOne : 0;
  }

  @ParameterizedTest
  @ValueSource(ints = {4 << 10, SHARD_SIZE, 1 << 20})
  void keepsTheSpaceBoundUnderEvenOverwrites(int shardSizeBytes) throws Exception {
    try (KvStore<String, String> store = open(CompactionOptions.defaults(), shardSizeBytes)) {
      SplittableRandom random = new SplittableRandom(1);
      for (int i = 0; i < KEYS; i++) {
        store.put("key " + i, i + VALUE);
      }
      for (int round = 0; round < 30; round++) {
        for (int i = 0; i < KEYS / 2; i++) {
          store.put("key " + random.nextInt(KEYS), i + VALUE);
        }
        while (takesTooMuch(store.stats(), shardSizeBytes)) {
          var _ = awaitFinished();
        }
      }
      assertThat(store.size()).isEqualTo(KEYS);
      assertThat(store.stats().compaction().removedShards()).isPositive();
      assertThat(store.stats().compaction().writeAmplification()).isBetween(1.0, 3.0);
    }
  }

  @Test
  void readersAndWritersNoticeNothing() throws Exception {
    int threads = 2;
    AtomicBoolean ended = new AtomicBoolean();
    try (KvStore<String, String> store = open(CompactionOptions.defaults());
        ExecutorService executor = Executors.newCachedThreadPool();
        AutoCloseable _ = () -> ended.set(true)) {
      for (int i = 0; i < KEYS; i++) {
        store.put("key " + i, "key " + i + VALUE);
      }
      CountDownLatch reading = new CountDownLatch(threads);
      List<Future<?>> readers = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        SplittableRandom random = new SplittableRandom(thread);
        boolean many = thread == 0;
        readers.add(
            executor.submit(
                () -> {
                  reading.countDown();
                  while (!ended.get()) {
                    String key = "key " + random.nextInt(KEYS);
                    if (many) {
                      assertThat(store.getAll(List.of(key, "none", key)))
                          .containsExactly(key + VALUE, null, key + VALUE);
                    } else {
                      assertThat(store.get(key)).isEqualTo(key + VALUE);
                    }
                  }
                }));
      }
      readers.add(
          executor.submit(
              () -> {
                while (!ended.get()) {
                  assertThat(Stores.content(store)).hasSize(KEYS);
                }
              }));
      reading.await();
      SplittableRandom random = new SplittableRandom(9);
      for (int i = 0; i < 10 * KEYS; i++) {
        int key = random.nextInt(KEYS);
        store.put("key " + key, "key " + key + VALUE);
      }
      ended.set(true);
      for (Future<?> reader : readers) {
        reader.get();
      }
      assertThat(store.stats().compaction().removedShards()).isPositive();
      assertThat(store.stats().damages()).isEmpty();
    }
    try (KvStore<String, String> store = Stores.restore(storage.reopen(), Stores.OPTIONS)) {
      assertThat(store.size()).isEqualTo(KEYS);
      assertThat(store.get("key 77")).isEqualTo("key 77" + VALUE);
    }
  }

  @Test
  void doesNothingWhilePaused() throws Exception {
    try (KvStore<String, String> store = open(CompactionOptions.defaults())) {
      store.pauseCompaction();
      for (int i = 0; i < 5 * KEYS; i++) {
        store.put("key " + i % (KEYS / 10), i + VALUE);
      }
      assertThat(store.stats().compaction().removedShards()).isZero();

      store.resumeCompaction();

      assertThat(awaitFinished().report().removedShards()).isPositive();
    }
  }

  @Test
  void aShutdownEndsOneThatWouldTakeForHours() throws Exception {
    try (KvStore<String, String> store = open(new CompactionOptions(true, 1))) {
      SplittableRandom random = new SplittableRandom(1);
      for (int i = 0; i < 5 * KEYS; i++) {
        store.put("key " + random.nextInt(KEYS / 2), i + VALUE);
      }
    }

    assertThat(finished).isNotEmpty();
    try (KvStore<String, String> store = Stores.restore(storage.reopen(), Stores.OPTIONS)) {
      assertThat(store.stats().restored().cleanShutdown()).isTrue();
    }
  }
}
