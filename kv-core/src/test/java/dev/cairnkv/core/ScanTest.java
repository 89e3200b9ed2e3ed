package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.Batch;
import dev.cairnkv.CodecException;
import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.Cursor;
import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import dev.cairnkv.KvStore;
import dev.cairnkv.Scan;
import dev.cairnkv.Snapshot;
import dev.cairnkv.StoreClosedException;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.WriteOptions;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import dev.cairnkv.testkit.InMemoryShardStorage;
import dev.cairnkv.testkit.ManualClock;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Scans of a store that keeps its keys in order. */
class ScanTest {
  private static final StoreOptions ORDERED = Stores.OPTIONS.toBuilder().ordered(true).build();
  private static final WriteOptions FOR_A_MINUTE =
      WriteOptions.expiringAfter(Duration.ofMinutes(1));

  private final ManualClock clock = new ManualClock(Instant.parse("2026-09-21T12:00:00Z"));
  private InMemoryShardStorage storage = new InMemoryShardStorage();
  private KvStore<String, String> store = open();

  private KvStore<String, String> open() {
    return ShardedStore.restore(
        storage, Codecs.of(KeyType.STRING, new TextCodec()), clock, ORDERED);
  }

  private void crash() {
    storage = storage.restart();
    store = open();
  }

  private void reopen() {
    store.close();
    storage = storage.reopen();
    store = open();
  }

  private static List<String> keys(Cursor<String, String> cursor) {
    List<String> keys = new ArrayList<>();
    cursor.forEachRemaining(pair -> keys.add(pair.key()));
    return keys;
  }

  private List<String> keys() {
    return keys(store.scan(Scan.all()));
  }

  /** Flips a bit of the first shard: 33 bytes behind its header the first payload begins. */
  private void flipBit(int offset) {
    byte flipped = (byte) (storage.bytes(1)[offset] ^ 1);
    storage.overwrite(1, offset, new byte[] {flipped});
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      store.put("key " + i, "value " + i);
    }
  }

  @Test
  void givesKeysAndValuesInOrderAndBack() {
    store.put("user:2", "b");
    store.put("user:10", "c");
    store.put("user:1", "a");
    store.put("other", "d");

    assertThat(store.scan(Scan.withPrefix("user:")))
        .toIterable()
        .containsExactly(
            new KeyValue<>("user:1", "a"),
            new KeyValue<>("user:10", "c"),
            new KeyValue<>("user:2", "b"));
    assertThat(keys(store.scan(Scan.<String>all().descending())))
        .containsExactly("user:2", "user:10", "user:1", "other");
    assertThat(keys(store.scan(Scan.<String>all().after("user:1").before("user:2"))))
        .containsExactly("user:10");
    assertThat(keys(store.scan(Scan.<String>all().from("user:2").to("user:1")))).isEmpty();
  }

  @Test
  void aStoreThatIsNotOrderedSaysWhichOptionToSet() {
    KvStore<String, String> plain = Stores.restore(new InMemoryShardStorage());

    assertThatIllegalStateException()
        .isThrownBy(() -> plain.scan(Scan.all()))
        .withMessageContaining("StoreOptions.ordered");
  }

  @Test
  void keysThatAreNumbersHaveNoPrefixes() {
    KvStore<Long, String> numbers =
        ShardedStore.restore(
            new InMemoryShardStorage(),
            Codecs.of(KeyType.LONG, new NumbersCodec()),
            clock,
            ORDERED);
    for (long key : new long[] {3, -1, Long.MAX_VALUE, Long.MIN_VALUE, 0}) {
      numbers.put(key, "value");
    }

    assertThat(numbers.scan(Scan.all()))
        .toIterable()
        .extracting(KeyValue::key)
        .containsExactly(Long.MIN_VALUE, -1L, 0L, 3L, Long.MAX_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbers.scan(Scan.withPrefix(1L)))
        .withMessageContaining("'long'");
    numbers.close();
  }

  /** Longs as text. */
  private static final class NumbersCodec implements Codec<Long, String> {
    private final TextCodec text = new TextCodec();

    @Override
    public String id() {
      return "numbers";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public long schemaFingerprint() {
      return 0;
    }

    @Override
    public void encode(Long key, String value, PayloadBuffer target) {
      text.encode(Long.toString(key), value, target);
    }

    @Override
    public KeyValue<Long, String> decode(MemorySegment payload) {
      KeyValue<String, String> decoded = text.decode(payload);
      return new KeyValue<>(Long.valueOf(decoded.key()), decoded.value());
    }
  }

  @Test
  void eachKindOfWriteChangesTheKeys() {
    store.put("b", "1");
    store.put("b", "2");
    store.putIfAbsent("a", "1");
    store.getAndPut("c", "1");
    store.compute("d", (_, _) -> "1");
    store.merge("e", "1", (_, _) -> "2");
    store.write(new Batch<String, String>().put("g", "1").delete("a").put("f", "1").delete("g"));
    assertThat(keys()).containsExactly("b", "c", "d", "e", "f");

    store.delete("b");
    store.delete("c", "1");
    store.compute("d", (_, _) -> null);
    store.delete("never there");
    assertThat(keys()).containsExactly("e", "f");
  }

  @Test
  void aRestoreKnowsTheSameKeys() {
    fill(300);
    store.delete("key 7");
    List<String> before = keys();

    reopen();
    assertThat(keys()).hasSize(299).isEqualTo(before);
    store.put("key 7", "again");
    store.delete("key 8");
    crash();
    assertThat(keys()).hasSize(299).contains("key 7").doesNotContain("key 8").isSorted();
    storage.deleteCheckpoint();
    crash();
    assertThat(keys()).hasSize(299).contains("key 7").doesNotContain("key 8").isSorted();
  }

  /** The option is up to each opening: nothing of it is on the disk. */
  @Test
  void whatWasWrittenWithoutTheOptionIsInOrderWithIt() {
    storage = new InMemoryShardStorage();
    KvStore<String, String> plain = Stores.restore(storage);
    plain.put("b", "1");
    plain.put("a", "1");
    plain.close();
    storage = storage.reopen();
    store = open();

    assertThat(keys()).containsExactly("a", "b");
  }

  @Test
  void passesOverWhatIsDeletedMeanwhileAndDoesNotGiveWhatIsNew() {
    fill(300);
    Cursor<String, String> scan = store.scan(Scan.all());
    store.put("key 0a", "new");
    store.delete("key 299");
    store.put("key 298", "changed");

    assertThat(scan)
        .toIterable()
        .hasSize(299)
        .contains(new KeyValue<>("key 298", "changed"))
        .extracting(KeyValue::key)
        .doesNotContain("key 0a", "key 299");
    assertThat(keys()).hasSize(300).contains("key 0a");
  }

  @Test
  void aSnapshotGivesItsKeysAndValuesInOrderWhateverIsWritten() {
    fill(100);
    store.put("goes", "1", FOR_A_MINUTE);
    TreeMap<String, String> expected = new TreeMap<>(Stores.content(store));
    try (Snapshot<String, String> snapshot = store.snapshot()) {
      store.write(new Batch<String, String>().delete("key 1").put("key 1a", "moved"));
      store.put("key 2", "later");
      clock.advance(Duration.ofMinutes(2));
      store.compact();

      assertThat(snapshot.scan(Scan.all()))
          .toIterable()
          .containsExactlyElementsOf(
              expected.entrySet().stream()
                  .map(entry -> new KeyValue<>(entry.getKey(), entry.getValue()))
                  .toList());
      assertThat(keys(snapshot.scan(Scan.withPrefix("key 1").before("key 11").descending())))
          .containsExactly("key 10", "key 1");
    }
    assertThat(keys()).hasSize(100).contains("key 1a").doesNotContain("key 1", "goes");
  }

  @Test
  void aBatchThatFindsNoRoomChangesNoKeys() {
    store.put("before", "1");
    storage.setCapacityBytes(3 * Stores.SHARD_SIZE);
    Batch<String, String> batch = new Batch<String, String>().delete("before");
    for (int i = 0; i < 300; i++) {
      batch.put("key " + i, "a value of some length, to fill them");
    }

    assertThatThrownBy(() -> store.write(batch)).isInstanceOf(StoreFullException.class);
    assertThat(keys()).containsExactly("before");
  }

  @Test
  void whatHasExpiredDoesNotCome() {
    store.put("goes", "1", FOR_A_MINUTE);
    store.put("stays", "1");
    assertThat(keys()).containsExactly("goes", "stays");
    try (Cursor<String, String> scan = store.scan(Scan.all())) {
      scan.next();
      assertThat(scan.expiry()).isEqualTo(Instant.parse("2026-09-21T12:01:00Z"));
      scan.next();
      assertThat(scan.expiry()).isNull();
    }

    clock.advance(Duration.ofMinutes(2));
    assertThat(keys()).containsExactly("stays");
    reopen();
    assertThat(keys()).containsExactly("stays");
    store.put("goes", "again");
    assertThat(keys()).containsExactly("goes", "stays");
  }

  /** The order keeps what has expired, and a value is looked up when the cursor gets to its key. */
  @Test
  void whatHadExpiredMayComeIfItIsPutAgain() {
    store.put("a", "1", FOR_A_MINUTE);
    store.put("b", "2", FOR_A_MINUTE);
    clock.advance(Duration.ofMinutes(2));
    Cursor<String, String> cursor = store.scan(Scan.all());
    Snapshot<String, String> snapshot = store.snapshot();

    store.put("b", "3");

    assertThat(cursor).toIterable().containsExactly(new KeyValue<>("b", "3"));
    assertThat(snapshot.scan(Scan.all())).toIterable().isEmpty();
  }

  @Test
  void compactionForgetsTheKeysOfWhatHasExpired() {
    for (int i = 0; i < 300; i++) {
      store.put("goes " + i, "1", FOR_A_MINUTE);
      store.put("key " + i, "overwritten twice, so that the shard is worth a compaction");
      store.put("key " + i, "overwritten once");
    }
    fill(300);
    clock.advance(Duration.ofMinutes(2));
    store.compact();

    assertThat(store.size()).isLessThan(400);
    assertThat(((ShardedStore<String, String>) store).orderedKeys()).isEqualTo(store.size());
    assertThat(keys()).hasSize(300).allMatch(key -> key.startsWith("key "));
    store.put("goes 1", "again");
    assertThat(keys()).hasSize(301);
    crash();
    assertThat(keys()).hasSize(301);
  }

  @Test
  void theRecordsOfAScanMayBeMovedMeanwhile() {
    fill(300);
    for (int i = 0; i < 200; i++) {
      store.put("key " + i, "later " + i);
    }
    Cursor<String, String> scan = store.scan(Scan.all());
    scan.next();
    store.compact();

    assertThat(store.stats().compaction().removedShards()).isPositive();
    assertThat(keys(scan)).hasSize(299);
  }

  /** The key of a damaged record may be any, so no scan is silent about it. */
  @Test
  void aRecordThatCannotBeReadAtTheOpeningIsToldByEachScan() {
    fill(20);
    store.checkpoint();
    storage = storage.restart();
    flipBit(ShardHeaderDescriptor.LENGTH + 36);
    store = open();

    Cursor<String, String> scan = store.scan(Scan.withPrefix("key 1"));
    assertThat(scan.hasNext()).isTrue();
    assertThatThrownBy(scan::next).isInstanceOf(CorruptFrameException.class);
    assertThat(keys(scan)).hasSize(11);
    assertThat(store.stats().damages()).hasSize(1);
    List<String> damaged = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String key = "key " + i;
      try {
        store.get(key);
      } catch (CorruptFrameException _) {
        damaged.add(key);
      }
    }
    assertThat(damaged).hasSize(1);

    store.put(damaged.getFirst(), "written anew");
    assertThat(keys()).hasSize(20).contains(damaged.getFirst());
  }

  @Test
  void deletingADamagedRecordSettlesIt() {
    fill(1);
    store.checkpoint();
    storage = storage.restart();
    flipBit(ShardHeaderDescriptor.LENGTH + 36);
    store = open();
    assertThatThrownBy(() -> store.scan(Scan.all()).next())
        .isInstanceOf(CorruptFrameException.class);

    store.delete("key 0");
    assertThat(keys()).isEmpty();
  }

  @Test
  void aRecordThatNoCodecDecodesIsToldByEachScan() {
    fill(3);
    store.close();
    storage = storage.reopen();
    store =
        Stores.restore(
            storage,
            ORDERED,
            new TextCodec() {
              @Override
              public KeyValue<String, String> decode(MemorySegment payload) {
                KeyValue<String, String> decoded = super.decode(payload);
                if (decoded.key().equals("key 1")) {
                  throw new CodecException("not this one");
                }
                return decoded;
              }
            });

    Cursor<String, String> scan = store.scan(Scan.all());
    assertThatThrownBy(scan::next).isInstanceOf(CodecException.class).hasMessage("not this one");
    assertThat(keys(scan)).containsExactly("key 0", "key 2");
  }

  @Test
  void damageOfUnknownKeysIsToldByEachScan() {
    fill(200);
    store.close();
    storage = storage.reopen();
    storage.deleteCheckpoint();
    storage.overwrite(2, ShardHeaderDescriptor.LENGTH, new byte[512]);
    store = open();

    Cursor<String, String> scan = store.scan(Scan.withPrefix("nobody has this"));
    assertThatThrownBy(scan::next)
        .isInstanceOf(CorruptFrameException.class)
        .hasMessageContaining("cannot be told");
    assertThat(scan.hasNext()).isFalse();
  }

  @Test
  void endsWithTheStoreAndWhenItIsClosed() {
    fill(100);
    Cursor<String, String> closed = store.scan(Scan.all());
    closed.close();
    assertThat(closed.hasNext()).isFalse();
    Cursor<String, String> scan = store.scan(Scan.all());
    scan.next();
    store.close();

    assertThatThrownBy(scan::next).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(() -> store.scan(Scan.all())).isInstanceOf(StoreClosedException.class);
  }

  /** A failure while the keys are read must not keep the lock. */
  @Test
  void anOpeningThatFailsGivesUpTheStorage() {
    fill(3);
    store.close();
    storage = storage.reopen();
    InMemoryShardStorage failing = storage;
    TextCodec outOfMemory =
        new TextCodec() {
          @Override
          public KeyValue<String, String> decode(MemorySegment payload) {
            throw new OutOfMemoryError("planted");
          }
        };
    assertThatThrownBy(() -> Stores.restore(failing, ORDERED, outOfMemory))
        .isInstanceOf(OutOfMemoryError.class);

    storage = failing.reopen();
    store = open();
    assertThat(keys()).hasSize(3);
  }

  /**
   * One thread puts keys one after the other, in an order of its own, and batches whose keys lie
   * far apart. A scan that gives a key gives all that were put before it, and batches as a whole.
   */
  @Test
  void givesTheKeysOfOneMoment() throws Exception {
    int steps = 3_000;
    AtomicBoolean isDone = new AtomicBoolean();
    int scans = 0;
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      Future<?> writer =
          executor.submit(
              () -> {
                try {
                  for (int i = 0; i < steps; i++) {
                    Batch<String, String> batch = new Batch<>();
                    String number = "%08d".formatted(Integer.reverse(i) >>> 8);
                    for (String place : List.of("a", "m", "z")) {
                      batch.put(place + number, Integer.toString(i));
                    }
                    store.write(batch);
                  }
                } finally {
                  isDone.set(true);
                }
              });
      boolean last = false;
      while (!last) {
        last = isDone.get();
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        store
            .scan(scans % 2 == 0 ? Scan.all() : Scan.<String>all().descending())
            .forEachRemaining(pair -> counts.merge(Integer.valueOf(pair.value()), 1, Integer::sum));
        scans++;
        assertThat(counts.values()).allMatch(count -> count == 3);
        assertThat(counts.isEmpty() ? -1 : counts.lastKey()).isEqualTo(counts.size() - 1);
        last &= counts.size() == steps;
      }
      writer.get();
    }
    assertThat(scans).isGreaterThan(1);
  }
}
