package dev.cairnkv.core.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.Batch;
import dev.cairnkv.ConversionReport;
import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.Expiry;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreClosedException;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.WriteOptions;
import dev.cairnkv.core.Stores;
import dev.cairnkv.core.TextCodec;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a conversion rewrites, what it leaves, and that it may end at any moment. */
class ConversionTest {
  private static final TextCodec OLD = new TextCodec("text", 1);
  private static final TextCodec NEW = new TextCodec("text-two", 2);
  private static final int KEYS = 200;
  private static final String VALUE = " is a value of some length, so that shards fill up";

  private final List<StoreEvent> events = new ArrayList<>();
  private final StoreOptions options =
      Stores.OPTIONS.toBuilder().checkpointBytes(0).listener(events::add).build();
  private InMemoryShardStorage storage = new InMemoryShardStorage();
  private KvStore<String, String> store = Stores.restore(storage, options, OLD);

  private void fill() {
    for (int i = 0; i < KEYS; i++) {
      store.put("key " + i, i + VALUE);
    }
  }

  /** Opens the store with the new codec, and the old one for reading. */
  private void change() {
    store.close();
    open();
  }

  private void crash() {
    storage = storage.restart();
    open();
  }

  private void open() {
    storage = storage.reopen();
    store = Stores.restore(storage, options, NEW, OLD);
  }

  /** The store opens without the old codec, and holds what it should. */
  private void assertConverted(Map<String, String> expected) {
    assertThat(store.stats().shards()).allMatch(shard -> shard.codecId().equals(NEW.id()));
    assertThat(Stores.content(store)).isEqualTo(expected);
    storage = storage.restart();
    try (KvStore<String, String> alone = Stores.restore(storage, options, NEW)) {
      assertThat(Stores.content(alone)).isEqualTo(expected);
      assertThat(alone.stats().damages()).isEmpty();
    }
  }

  @Test
  void rewritesEveryShardTheOneThatIsWrittenToIncluded() {
    fill();
    store.delete("key 7");
    Map<String, String> expected = Stores.content(store);
    change();
    int shards = storage.shardIds().size();
    List<Long> seen = new ArrayList<>();

    ConversionReport report = store.convert((done, total) -> seen.add(done));

    assertThat(report.convertedShards()).isEqualTo(shards);
    assertThat(report.movedRecords()).isGreaterThanOrEqualTo(KEYS - 1L);
    assertThat(report.isComplete()).isTrue();
    assertThat(seen).isSorted().hasSize(shards + 1);
    assertConverted(expected);
  }

  @Test
  void doesNothingWhereNothingIsOfAnotherCodec() {
    fill();
    List<Integer> before = storage.shardIds();

    assertThat(store.convert().convertedShards()).isZero();
    assertThat(storage.shardIds()).isEqualTo(before);
  }

  @Test
  void rewritesAfterACrash() {
    fill();
    Map<String, String> expected = Stores.content(store);
    crash();

    assertThat(store.convert().isComplete()).isTrue();

    assertConverted(expected);
  }

  @Test
  void goesOnWithWhatIsNewAndCountsSequencesOn() {
    store.put("a", "1");
    store.delete("a");
    crash();
    long sequence = store.stats().lastSequence();

    assertThat(store.convert().isComplete()).isTrue();

    assertThat(store.stats().lastSequence()).isGreaterThan(sequence);
    assertConverted(Map.of());
    open();
    assertThat(store.stats().lastSequence()).isGreaterThan(sequence);
  }

  @Test
  void forgetsWhatHasExpired() {
    store.put(
        "a", "1", WriteOptions.appended().withExpiry(Expiry.at(Instant.EPOCH.plusSeconds(1))));
    change();

    assertThat(store.convert().isComplete()).isTrue();

    assertConverted(Map.of());
  }

  @Test
  void aBrokenBatchStaysBroken() {
    fill();
    Map<String, String> expected = Stores.content(store);
    Batch<String, String> batch = new Batch<>();
    for (int i = 0; i < KEYS; i++) {
      batch.put("batch " + i, VALUE);
    }
    storage.setCapacityBytes(used() + 2 * Stores.SHARD_SIZE);
    assertThatThrownBy(() -> store.write(batch)).isInstanceOf(StoreFullException.class);
    storage.setCapacityBytes(Long.MAX_VALUE);
    store.put("key 1", "x");
    expected.put("key 1", "x");
    change();

    assertThat(store.convert().isComplete()).isTrue();

    assertConverted(expected);
  }

  private long used() {
    return (long) storage.shardIds().size() * Stores.SHARD_SIZE + 1000;
  }

  @Test
  void leavesADamagedShardAndGoesOnBehindIt() {
    fill();
    store.close();
    String first = new String(storage.bytes(1), StandardCharsets.ISO_8859_1);
    storage.overwrite(1, first.indexOf("key 4=") + 8, new byte[] {'?'});
    open();

    ConversionReport report = store.convert();

    assertThat(report.remainingShards()).containsExactly(1);
    assertThat(report.isComplete()).isFalse();
    assertThat(events).anyMatch(event -> event instanceof StoreEvent.CompactionFailed);
    assertThatThrownBy(() -> store.get("key 4")).isInstanceOf(CorruptFrameException.class);
    assertThat(store.get("key 5")).isEqualTo(5 + VALUE);
    assertThat(store.get("key " + (KEYS - 1))).isEqualTo(KEYS - 1 + VALUE);
    assertThat(store.convert().remainingShards()).containsExactly(1);
  }

  @Test
  void leavesWhatABackupReadsUntilTheNextTime() {
    fill();
    change();
    Map<String, String> expected = Stores.content(store);
    InMemoryShardStorage target = new InMemoryShardStorage();

    store.backup(
        target,
        (done, total) -> {
          if (done == 0) {
            assertThat(store.convert().isComplete()).isFalse();
          }
        });
    assertThat(store.convert().isComplete()).isTrue();

    assertConverted(expected);
  }

  @Test
  void goesOnWhereItWasEnded() {
    fill();
    Map<String, String> expected = Stores.content(store);
    change();
    RuntimeException enough = new IllegalArgumentException("enough");
    assertThatThrownBy(
            () ->
                store.convert(
                    (done, total) -> {
                      if (2 * done > total) {
                        throw enough;
                      }
                    }))
        .isSameAs(enough);
    crash();
    long left =
        store.stats().shards().stream().filter(one -> one.codecId().equals(OLD.id())).count();
    assertThat(left).isPositive();

    assertThat(store.convert().convertedShards()).isEqualTo((int) left);

    assertConverted(expected);
  }

  @Test
  void aShutdownEndsIt() {
    fill();
    Map<String, String> expected = Stores.content(store);
    change();
    try (ExecutorService executor = Executors.newCachedThreadPool()) {
      List<Future<?>> closing = new ArrayList<>();
      assertThatThrownBy(
              () ->
                  store.convert(
                      (done, total) -> {
                        if (done > 0 && closing.isEmpty()) {
                          closing.add(executor.submit(store::close));
                          while (!isClosed()) {
                            Thread.onSpinWait();
                          }
                        }
                      }))
          .isInstanceOf(StoreClosedException.class);
    }
    open();
    assertThat(store.convert().isComplete()).isTrue();
    assertConverted(expected);
  }

  private boolean isClosed() {
    try {
      store.size();
      return false;
    } catch (StoreClosedException _) {
      return true;
    }
  }

  @Test
  void aFullStorageEndsItAndTheNextOneGoesOn() {
    fill();
    Map<String, String> expected = Stores.content(store);
    change();
    storage.setCapacityBytes(used() - Stores.SHARD_SIZE);
    assertThatThrownBy(store::convert).isInstanceOf(StoreFullException.class);
    assertThat(Stores.content(store)).isEqualTo(expected);
    storage.setCapacityBytes(Long.MAX_VALUE);

    assertThat(store.convert().isComplete()).isTrue();

    assertConverted(expected);
  }

  @Test
  void readersAndWritersNoticeNothing() throws Exception {
    fill();
    change();
    AtomicBoolean ended = new AtomicBoolean();
    Map<String, String> written = new TreeMap<>();
    try (ExecutorService executor = Executors.newCachedThreadPool();
        AutoCloseable _ = () -> ended.set(true)) {
      Future<?> writer =
          executor.submit(
              () -> {
                for (int n = 0; n < 2000 && !ended.get(); n++) {
                  String key = "key " + n % (KEYS / 2);
                  store.put(key, n + VALUE);
                  written.put(key, n + VALUE);
                }
              });
      Future<?> reader =
          executor.submit(
              () -> {
                for (int n = 0; !ended.get(); n++) {
                  assertThat(store.get("key " + (KEYS / 2 + n % (KEYS / 2)))).endsWith(VALUE);
                }
              });
      assertThat(store.convert().isComplete()).isTrue();
      ended.set(true);
      writer.get();
      reader.get();
    }
    Map<String, String> expected = new TreeMap<>();
    for (int i = 0; i < KEYS; i++) {
      expected.put("key " + i, i + VALUE);
    }
    expected.putAll(written);
    assertConverted(expected);
  }
}
