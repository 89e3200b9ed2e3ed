package dev.cairnkv.core.backup;

import static dev.cairnkv.core.backup.Backups.VALUE;
import static dev.cairnkv.core.backup.Backups.assertSound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.BackupReport;
import dev.cairnkv.Batch;
import dev.cairnkv.CompactionOptions;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.core.Stores;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** Backups while threads write, and compaction and checkpoints go on. */
class BackupWhileWritingTest {
  private static final int KEYS = 40;
  private static final int WRITERS = 2;
  private static final int ROUNDS = 10;
  private static final int BATCHES = 100;
  private static final StoreOptions OPTIONS =
      Stores.OPTIONS.toBuilder()
          .checkpointBytes(20_000)
          .compaction(CompactionOptions.defaults())
          .build();

  private final InMemoryShardStorage storage = new InMemoryShardStorage();
  private final InMemoryShardStorage target = new InMemoryShardStorage();

  /** The n-th batch of a writer: a count, two records that are the same, and a deletion. */
  private static Batch<String, String> batch(int writer, int n) {
    return new Batch<String, String>()
        .put(writer + " count", String.valueOf(n))
        .put(writer + " key " + n % KEYS, n + VALUE)
        .delete(writer + " key " + (n + KEYS / 2) % KEYS)
        .put(writer + " copy", String.valueOf(n));
  }

  private static Map<String, String> after(int writer, int batches) {
    Map<String, String> model = new TreeMap<>();
    for (int n = 1; n <= batches; n++) {
      model.put(writer + " count", String.valueOf(n));
      model.put(writer + " key " + n % KEYS, n + VALUE);
      model.remove(writer + " key " + (n + KEYS / 2) % KEYS);
      model.put(writer + " copy", String.valueOf(n));
    }
    return model;
  }

  /** The content is that after some number of whole batches of each writer; returns these. */
  private static List<Integer> assertIsAPrefix(Map<String, String> content) {
    List<Integer> counts = new ArrayList<>();
    Map<String, String> expected = new TreeMap<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      int count = Integer.parseInt(content.getOrDefault(writer + " count", "0"));
      counts.add(count);
      expected.putAll(after(writer, count));
    }
    assertThat(content).isEqualTo(expected);
    return counts;
  }

  @Test
  void eachHoldsWholeBatchesUpToSomePlaceAndNoneGoesBack() throws Exception {
    Semaphore mayWrite = new Semaphore(0);
    try (KvStore<String, String> store = Stores.restore(storage, OPTIONS);
        ExecutorService executor = Executors.newCachedThreadPool()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int thread = 0; thread < WRITERS; thread++) {
        int writer = thread;
        writers.add(
            executor.submit(
                () -> {
                  for (int n = 1; n <= ROUNDS * BATCHES; n++) {
                    mayWrite.acquire();
                    store.write(batch(writer, n));
                  }
                  return null;
                }));
      }
      List<Integer> before = List.of(0, 0);
      int removed = 0;
      for (int round = 0; round < ROUNDS; round++) {
        mayWrite.release(WRITERS * BATCHES);
        long sequence = store.stats().lastSequence();
        BackupReport report = store.backup(target);
        assertThat(report.sequence()).isGreaterThanOrEqualTo(sequence);
        assertThat(report.damages()).isEmpty();
        removed += report.removedShards();
        List<Integer> counts = assertIsAPrefix(Backups.content(target));
        for (int writer = 0; writer < WRITERS; writer++) {
          assertThat(counts.get(writer)).isGreaterThanOrEqualTo(before.get(writer));
        }
        before = counts;
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      store.backup(target);
      for (int n = 1; n <= ROUNDS * BATCHES; n++) {
        store.write(batch(0, n)); // so that what the backup has is dead, whoever came first
      }
      store.compact();
      removed += store.backup(target).removedShards();
      assertThat(removed).isPositive();
      assertThat(Backups.content(target)).isEqualTo(Stores.content(store));
    }
    assertSound(target.reopen());
    assertSound(storage.reopen());
  }

  @Test
  void twoAtOnceGoToTwoPlaces() throws Exception {
    InMemoryShardStorage second = new InMemoryShardStorage();
    try (KvStore<String, String> store = Stores.restore(storage, OPTIONS);
        ExecutorService executor = Executors.newCachedThreadPool()) {
      for (int n = 1; n < 300; n++) {
        store.write(batch(0, n));
      }
      Future<BackupReport> other = executor.submit(() -> store.backup(second));
      store.backup(target);
      other.get();

      assertThat(Backups.content(target)).isEqualTo(Stores.content(store));
      assertThat(Backups.content(second)).isEqualTo(Stores.content(store));
    }
  }
}
