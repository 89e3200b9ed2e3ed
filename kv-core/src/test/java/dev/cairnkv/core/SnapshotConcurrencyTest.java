package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.Batch;
import dev.cairnkv.CompactionOptions;
import dev.cairnkv.KvStore;
import dev.cairnkv.Snapshot;
import dev.cairnkv.SnapshotClosedException;
import dev.cairnkv.SnapshotStats;
import dev.cairnkv.StoreClosedException;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Snapshots beside writers, compaction, and those who close them. */
class SnapshotConcurrencyTest {
  private static final int SHARD_SIZE = 64 << 10;
  private static final int KEYS = 2_000;
  private static final int GROUP = 16;
  private static final String VALUE = " is a value of some length, so that shards fill up";

  private final BlockingQueue<StoreEvent> finished = new LinkedBlockingQueue<>();
  private final InMemoryShardStorage storage = new InMemoryShardStorage();
  private final KvStore<String, String> store =
      Stores.restore(
          storage,
          Stores.OPTIONS.toBuilder()
              .shardSizeBytes(SHARD_SIZE)
              .compaction(CompactionOptions.defaults())
              .listener(this::onEvent)
              .build());

  private void onEvent(StoreEvent event) {
    if (event instanceof StoreEvent.CompactionFinished) {
      finished.add(event);
    }
  }

  /** A snapshot, and what a model was at the same moment. */
  private record Taken(Snapshot<String, String> snapshot, Map<String, String> model) {
    void check(SplittableRandom random) {
      Map<String, String> walked = new TreeMap<>();
      snapshot.forEach((key, value) -> assertThat(walked.put(key, value)).isNull());
      walked.keySet().removeIf(key -> key.startsWith("free"));
      assertThat(walked).isEqualTo(model);
      for (int i = 0; i < 200; i++) {
        String key = "key " + random.nextInt(KEYS);
        assertThat(snapshot.get(key)).isEqualTo(model.get(key));
        assertThat(snapshot.contains(key)).isEqualTo(model.containsKey(key));
      }
    }
  }

  @Test
  void eachEqualsTheModelOfItsMomentWhileWritersAndCompactionGoOn() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    ReentrantLock modelLock = new ReentrantLock();
    Map<String, String> model = new TreeMap<>();
    try (ExecutorService executor = Executors.newCachedThreadPool();
        AutoCloseable _ = () -> ended.set(true)) {
      List<Future<?>> writers = new ArrayList<>();
      writers.add(executor.submit(() -> writeBesideAModel(ended, modelLock, model)));
      for (int writer = 0; writer < 2; writer++) {
        String group = "free " + writer;
        writers.add(executor.submit(() -> writeFreely(ended, group)));
      }
      SplittableRandom random = new SplittableRandom(3);
      Deque<Taken> open = new ArrayDeque<>();
      for (int round = 0; round < 25; round++) {
        modelLock.lock();
        try {
          open.add(new Taken(store.snapshot(), new TreeMap<>(model)));
        } finally {
          modelLock.unlock();
        }
        checkBatches(open.getLast().snapshot());
        for (Taken taken : open) {
          taken.check(random);
        }
        if (open.size() == 4) {
          open.removeFirst().snapshot().close();
        }
      }
      ended.set(true);
      for (Future<?> writer : writers) {
        writer.get();
      }
      open.forEach(taken -> taken.check(random));
      // Some snapshot was open all the time.
      assertThat(store.stats().compaction().removedShards()).isPositive();
      open.forEach(taken -> taken.snapshot().close());
      assertThat(store.stats().snapshots()).isEqualTo(SnapshotStats.none());
      assertThat(store.stats().damages()).isEmpty();
      store.shutdown();
    }
    try (KvStore<String, String> next = Stores.restore(storage.reopen())) {
      Map<String, String> content = Stores.content(next);
      content.keySet().removeIf(key -> key.startsWith("free"));
      assertThat(content).isEqualTo(model);
    }
  }

  private void writeBesideAModel(
      AtomicBoolean ended, ReentrantLock modelLock, Map<String, String> model) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; !ended.get(); i++) {
      String key = "key " + random.nextInt(KEYS);
      boolean delete = random.nextInt(4) == 0;
      modelLock.lock();
      try {
        if (delete) {
          store.delete(key);
          model.remove(key);
        } else {
          store.put(key, i + VALUE);
          model.put(key, i + VALUE);
        }
      } finally {
        modelLock.unlock();
      }
    }
  }

  /** Each batch gives all keys of a group the same value. */
  private void writeFreely(AtomicBoolean ended, String group) {
    for (int i = 0; !ended.get(); i++) {
      Batch<String, String> batch = new Batch<>();
      for (int key = 0; key < GROUP; key++) {
        batch.put(group + " " + key, i + VALUE);
      }
      store.write(batch);
    }
  }

  private static void checkBatches(Snapshot<String, String> snapshot) {
    for (int writer = 0; writer < 2; writer++) {
      List<String> keys = new ArrayList<>();
      for (int key = 0; key < GROUP; key++) {
        keys.add("free " + writer + " " + key);
      }
      assertThat(snapshot.getAll(keys).stream().map(String::valueOf).distinct()).hasSize(1);
    }
  }

  /** What no write follows stays until the next one. */
  @Test
  void theBackgroundTakesWhatWasKeptWithTheFirstWriteAfterTheEnd() throws Exception {
    store.pauseCompaction();
    for (int i = 0; i < 10 * KEYS; i++) {
      store.put("key " + i % KEYS, i + VALUE);
    }
    Snapshot<String, String> snapshot = store.snapshot();
    store.resumeCompaction();
    for (int i = 0; i < SHARD_SIZE / VALUE.length(); i++) {
      store.put("key 0", i + VALUE); // so many that it looks for something to compact, in vain
    }
    store.compact(); // has waited until that was done
    long before = store.stats().sizeBytes();
    snapshot.close();

    store.put("key 0", "the next write");

    for (int i = 0; i < 60 && store.stats().sizeBytes() >= before / 2; i++) {
      finished.poll(1, TimeUnit.SECONDS);
    }
    assertThat(store.stats().sizeBytes()).isLessThan(before / 2);
    store.close();
  }

  @RepeatedTest(5)
  void whoeverReadsWhileItIsClosedGetsTheRightAnswerOrAClosedError() throws Exception {
    for (int i = 0; i < 200; i++) {
      store.put("key " + i, "first" + VALUE);
    }
    List<Future<Long>> readers = new ArrayList<>();
    try (ExecutorService executor = Executors.newCachedThreadPool()) {
      Snapshot<String, String> snapshot = store.snapshot();
      CountDownLatch reading = new CountDownLatch(3);
      for (int reader = 0; reader < 3; reader++) {
        boolean walks = reader == 0;
        readers.add(executor.submit(() -> readUntilClosed(snapshot, walks, reading)));
      }
      reading.await();
      for (int round = 0; round < 50; round++) {
        for (int i = 0; i < 200; i++) {
          store.put("key " + i, round + VALUE);
        }
      }
      snapshot.close();
      for (int i = 0; i < 3_000; i++) {
        store.put("more " + i, VALUE); // takes the memory of the copies
      }
      store.compact();
      for (Future<Long> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
    store.close();
  }

  private static long readUntilClosed(
      Snapshot<String, String> snapshot, boolean walks, CountDownLatch reading) {
    long reads = 0;
    try {
      while (true) {
        if (walks) {
          snapshot.forEach((_, value) -> assertThat(value).isEqualTo("first" + VALUE));
        } else {
          assertThat(snapshot.get("key " + reads % 200)).isEqualTo("first" + VALUE);
        }
        reads++;
        reading.countDown();
      }
    } catch (SnapshotClosedException _) {
      return reads;
    }
  }

  @RepeatedTest(5)
  void aShutdownWhileSnapshotsAreMadeReadAndClosedGivesClosedErrorsOnly() throws Exception {
    CountDownLatch some = new CountDownLatch(100);
    List<Future<Long>> users = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int user = 0; user < 4; user++) {
        int number = user;
        users.add(
            executor.submit(
                () -> {
                  long made = 0;
                  try {
                    while (true) {
                      store.put("key " + number, made + VALUE);
                      try (Snapshot<String, String> snapshot = store.snapshot()) {
                        assertThat(snapshot.get("key " + number)).isEqualTo(made + VALUE);
                      }
                      made++;
                      some.countDown();
                    }
                  } catch (StoreClosedException _) {
                    return made;
                  }
                }));
      }
      some.await();
      store.shutdown();
      for (Future<Long> user : users) {
        assertThat(user.get()).isNotNegative();
      }
    }
    assertThat(store.stats().snapshots()).isEqualTo(SnapshotStats.none());
    try (KvStore<String, String> next = Stores.restore(storage.reopen())) {
      assertThat(next.stats().restored().cleanShutdown()).isTrue();
    }
  }
}
