package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.Batch;
import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.Cursor;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvException;
import dev.cairnkv.KvStore;
import dev.cairnkv.Snapshot;
import dev.cairnkv.SnapshotClosedException;
import dev.cairnkv.SnapshotStats;
import dev.cairnkv.StoreClosedException;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.WriteOptions;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.testkit.InMemoryShardStorage;
import dev.cairnkv.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a store held at one moment, and what it costs to keep it. */
class SnapshotTest {
  private static final int KEYS = 100;
  private static final String VALUE = " is a value of some length, so that shards fill up";
  private static final Instant NOON = Instant.parse("2026-09-21T12:00:00Z");

  private final BlockingQueue<StoreEvent> events = new LinkedBlockingQueue<>();
  private final ManualClock clock = new ManualClock(NOON);
  private final InMemoryShardStorage storage = new InMemoryShardStorage();
  private final KvStore<String, String> store =
      ShardedStore.restore(
          storage,
          Codecs.of(KeyType.STRING, new TextCodec()),
          clock,
          Stores.OPTIONS.toBuilder().listener(events::add).build());
  private final Map<String, String> model = new TreeMap<>();

  private void put(String key, String value) {
    store.put(key, value);
    model.put(key, value);
  }

  /** Puts all keys, so often that most of what stands in the shards is dead. */
  private void overwrite(int times) {
    for (int round = 0; round < times; round++) {
      for (int i = 0; i < KEYS; i++) {
        put("key " + i, round + VALUE);
      }
    }
  }

  private static void assertHolds(Snapshot<String, String> snapshot, Map<String, String> content) {
    Map<String, String> walked = new TreeMap<>();
    snapshot.forEach((key, value) -> assertThat(walked.put(key, value)).isNull());
    assertThat(walked).isEqualTo(content);
    assertThat(snapshot.size()).isEqualTo(content.size());
    List<String> keys = List.of("key 0", "key 1", "key 77", "none", "later");
    assertThat(snapshot.getAll(keys)).isEqualTo(keys.stream().map(content::get).toList());
    for (String key : keys) {
      assertThat(snapshot.get(key)).isEqualTo(content.get(key));
      assertThat(snapshot.contains(key)).isEqualTo(content.containsKey(key));
    }
  }

  @Test
  void showsWhatWasThereWhateverIsWrittenLater() {
    overwrite(3);
    Map<String, String> then = new TreeMap<>(model);
    long sequence = store.stats().lastSequence();
    Snapshot<String, String> snapshot = store.snapshot();

    put("key 0", "overwritten");
    store.delete("key 1");
    put("later", "1");
    store.write(new Batch<String, String>().put("key 2", "x").delete("key 3"));
    store.merge("key 4", "x", String::concat);

    assertHolds(snapshot, then);
    assertThat(snapshot.sequence()).isEqualTo(sequence);
    snapshot.close();
    assertThat(store.get("key 0")).isEqualTo("overwritten");
  }

  @Test
  void ofAnEmptyStoreIsEmpty() {
    Snapshot<String, String> snapshot = store.snapshot();
    put("key 0", "1");

    assertHolds(snapshot, Map.of());
    assertThat(snapshot.sequence()).isZero();
  }

  @Test
  void showsWhatIsReadFromTheCheckpointOnlyLater() {
    overwrite(2);
    store.close();
    try (KvStore<String, String> next = Stores.restore(storage.reopen());
        Snapshot<String, String> snapshot = next.snapshot()) {
      next.put("key 0", "overwritten");
      next.delete("key 1");

      assertHolds(snapshot, model);
    }
  }

  @Test
  void severalShowTheirOwnMoments() {
    overwrite(1);
    Map<String, String> first = new TreeMap<>(model);
    Snapshot<String, String> one = store.snapshot();
    overwrite(2);
    Map<String, String> second = new TreeMap<>(model);
    Snapshot<String, String> two = store.snapshot();
    Snapshot<String, String> three = store.snapshot();
    overwrite(3);

    assertHolds(one, first);
    assertHolds(two, second);
    two.close();
    assertHolds(three, second);
    assertHolds(one, first);
  }

  @Test
  void whatExpiresLaterIsThere() {
    WriteOptions forAMinute = WriteOptions.expiringAfter(Duration.ofMinutes(1));
    put("key 0", "stays");
    store.put("key 1", "goes", forAMinute);
    store.put("gone", "before", WriteOptions.expiringAfter(Duration.ofSeconds(1)));
    clock.advance(Duration.ofSeconds(1));
    Snapshot<String, String> snapshot = store.snapshot();

    clock.advance(Duration.ofHours(1));
    for (int i = 0; i < 300; i++) {
      store.put("filler " + i, VALUE);
    }
    store.compact();

    assertThat(store.get("key 1")).isNull();
    assertThat(snapshot.get("key 1")).isEqualTo("goes");
    assertThat(snapshot.contains("key 1")).isTrue();
    assertThat(snapshot.get("gone")).isNull();
    assertThat(snapshot.contains("gone")).isFalse();
    assertThat(snapshot.getAll(List.of("key 1", "gone", "key 0")))
        .containsExactly("goes", null, "stays");
    Map<String, Instant> expiries = new TreeMap<>();
    try (Cursor<String, String> cursor = snapshot.cursor()) {
      while (cursor.hasNext()) {
        String key = cursor.next().key();
        expiries.put(key, cursor.expiry() == null ? Instant.EPOCH : cursor.expiry());
      }
    }
    assertThat(expiries)
        .isEqualTo(Map.of("key 0", Instant.EPOCH, "key 1", NOON.plus(Duration.ofMinutes(1))));
  }

  @Test
  void compactionGoesOnBehindItAndTakesTheRestOnceItIsClosed() {
    overwrite(10);
    Map<String, String> then = new TreeMap<>(model);
    List<Integer> shardsThen = storage.shardIds();
    Snapshot<String, String> snapshot = store.snapshot();
    overwrite(10);
    int shards = storage.shardIds().size();

    assertThat(store.compact().removedShards()).isPositive();

    assertThat(storage.shardIds()).containsAll(shardsThen).hasSizeLessThan(shards);
    assertHolds(snapshot, then);
    assertThat(Stores.content(store)).isEqualTo(model);

    snapshot.close();
    assertThat(store.compact().removedShards()).isGreaterThanOrEqualTo(shardsThen.size());

    assertThat(storage.shardIds()).doesNotContainAnyElementsOf(shardsThen.subList(0, 5));
    assertThat(Stores.content(store)).isEqualTo(model);
    assertThat(store.stats().damages()).isEmpty();
  }

  @Test
  void whatItKeepsIsThereAfterACrashAsIfItHadNotBeen() {
    overwrite(5);
    Snapshot<String, String> _ = store.snapshot();
    overwrite(5);
    store.delete("key 0");
    model.remove("key 0");
    store.compact();

    try (KvStore<String, String> next = Stores.restore(storage.restart())) {
      assertThat(Stores.content(next)).isEqualTo(model);
      assertThat(next.stats().snapshots()).isEqualTo(SnapshotStats.none());
      next.compact();
      assertThat(Stores.content(next)).isEqualTo(model);
    }
  }

  @Test
  void statsTellWhyTheStoreDoesNotShrink() {
    assertThat(store.stats().snapshots()).isEqualTo(SnapshotStats.none());
    overwrite(2);
    Snapshot<String, String> oldest = store.snapshot();
    clock.advance(Duration.ofMinutes(5));
    overwrite(1);
    Snapshot<String, String> newest = store.snapshot();
    int newestShard = storage.shardIds().getLast();

    SnapshotStats stats = store.stats().snapshots();

    assertThat(stats.open()).isEqualTo(2);
    assertThat(stats.oldestSequence()).isEqualTo(oldest.sequence()).isEqualTo(2 * KEYS);
    assertThat(stats.oldestAge()).isEqualTo(Duration.ofMinutes(5));
    assertThat(stats.pinnedUpToShardId()).isEqualTo(newestShard);
    assertThat(stats.indexBytes()).isPositive().isLessThanOrEqualTo(store.stats().indexBytes());
    newest.close();
    assertThat(store.stats().snapshots().pinnedUpToShardId()).isLessThan(newestShard);
    oldest.close();
    assertThat(store.stats().snapshots()).isEqualTo(SnapshotStats.none());
  }

  @Test
  void aDamagedRecordIsAnErrorAndNeverAnOlderValue() {
    put("key 0", "older");
    long offset = store.stats().usedBytes();
    put("key 0", "newer");
    put("key 1", "intact");
    Snapshot<String, String> snapshot = store.snapshot();
    put("key 0", "newest");

    storage.overwrite(1, offset + FrameDescriptor.HEADER_LENGTH, new byte[] {'?'});

    assertThatThrownBy(() -> snapshot.get("key 0")).isInstanceOf(CorruptFrameException.class);
    assertThatThrownBy(() -> snapshot.getAll(List.of("key 1", "key 0")))
        .isInstanceOf(CorruptFrameException.class);
    assertThatThrownBy(() -> snapshot.forEach((_, _) -> {}))
        .isInstanceOf(CorruptFrameException.class);
    assertThat(snapshot.get("key 1")).isEqualTo("intact");
    assertThat(store.get("key 0")).isEqualTo("newest");
    assertThat(store.stats().damages()).hasSize(1);
  }

  @Test
  void whereKeysAreInDoubtItAnswersAsTheStoreDoes() {
    for (int i = 0; i < 200; i++) {
      store.put("key " + i, i + VALUE);
    }
    InMemoryShardStorage damaged = storage.restart();
    int length = FrameDescriptor.HEADER_LENGTH;
    damaged.overwrite(1, ShardHeaderDescriptor.LENGTH, new byte[length]);
    try (KvStore<String, String> next = Stores.restore(damaged);
        Snapshot<String, String> snapshot = next.snapshot()) {
      next.put("key 1", "known again");

      assertThatThrownBy(() -> next.get("none")).isInstanceOf(CorruptFrameException.class);
      assertThatThrownBy(() -> snapshot.get("none")).isInstanceOf(CorruptFrameException.class);
      assertThatThrownBy(() -> snapshot.contains("none")).isInstanceOf(CorruptFrameException.class);
      assertThat(snapshot.get("key 199")).isEqualTo(199 + VALUE);
    }
  }

  private static List<ThrowingCallable> uses(Snapshot<String, String> snapshot) {
    return Arrays.asList(
        () -> snapshot.get("key 0"),
        () -> snapshot.getAll(List.of("key 0")),
        () -> snapshot.contains("key 0"),
        snapshot::size,
        () -> snapshot.forEach((_, _) -> {}),
        snapshot::cursor,
        snapshot::sequence);
  }

  private static void assertAllFail(
      Snapshot<String, String> snapshot, Class<? extends KvException> expected) {
    for (ThrowingCallable use : uses(snapshot)) {
      assertThatThrownBy(use).isInstanceOf(expected);
    }
  }

  @Test
  void isClosedForGood() {
    overwrite(1);
    Snapshot<String, String> snapshot = store.snapshot();
    Cursor<String, String> cursor = snapshot.cursor();
    assertThat(cursor.next().value()).isEqualTo("0" + VALUE);

    snapshot.close();
    snapshot.close();

    assertAllFail(snapshot, SnapshotClosedException.class);
    assertThatThrownBy(
            () -> {
              while (cursor.hasNext()) {
                cursor.next();
              }
            })
        .isInstanceOf(SnapshotClosedException.class);
    assertThat(store.get("key 0")).isEqualTo("0" + VALUE);
  }

  @Test
  void aShutdownClosesAll() {
    overwrite(1);
    Snapshot<String, String> snapshot = store.snapshot();
    Cursor<String, String> cursor = snapshot.cursor();
    overwrite(1);

    store.shutdown();

    assertAllFail(snapshot, StoreClosedException.class);
    assertThatThrownBy(cursor::next).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(store::snapshot).isInstanceOf(StoreClosedException.class);
    assertThat(store.stats().snapshots()).isEqualTo(SnapshotStats.none());
    snapshot.close();
    assertThat(events).noneMatch(event -> event instanceof StoreEvent.SnapshotLeaked);
    try (KvStore<String, String> next = Stores.restore(storage.reopen())) {
      assertThat(next.stats().restored().cleanShutdown()).isTrue();
      assertThat(Stores.content(next)).isEqualTo(model);
    }
  }

  @Test
  void refusesNullLikeTheStore() {
    Snapshot<String, String> snapshot = store.snapshot();

    assertThatThrownBy(() -> snapshot.getAll(Arrays.asList("a", null)))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void readsCountAsReadsOfTheStore() {
    put("key 0", "1");
    Snapshot<String, String> snapshot = store.snapshot();
    snapshot.get("key 0");
    snapshot.getAll(List.of("key 0", "none"));

    assertThat(store.stats().operations().hits()).isEqualTo(2);
    assertThat(store.stats().operations().misses()).isEqualTo(1);
  }

  @Test
  void oneThatIsLostIsReleasedAndToldWithWhereItWasOpened() throws InterruptedException {
    overwrite(2);
    loseOne();

    StoreEvent.SnapshotLeaked leak = awaitLeak();

    assertThat(leak.sequence()).isEqualTo(2 * KEYS);
    assertThat(leak.openedBy().getFirst().getMethodName()).isEqualTo("loseOne");
    assertThat(store.stats().snapshots()).isEqualTo(SnapshotStats.none());
    overwrite(5);
    assertThat(store.compact().removedShards()).isPositive();
    assertThat(storage.shardIds()).doesNotContain(1);
  }

  private void loseOne() {
    assertThat(store.snapshot().size()).isEqualTo(KEYS);
    overwrite(1);
  }

  private StoreEvent.SnapshotLeaked awaitLeak() throws InterruptedException {
    for (int i = 0; i < 1_000; i++) {
      System.gc();
      StoreEvent event = events.poll(100, TimeUnit.MILLISECONDS);
      while (event != null) {
        if (event instanceof StoreEvent.SnapshotLeaked leak) {
          return leak;
        }
        event = events.poll();
      }
    }
    throw new AssertionError("no leak was told");
  }

  @Test
  void aCursorInUseKeepsItsSnapshot() throws InterruptedException {
    overwrite(1);
    Cursor<String, String> cursor = store.snapshot().cursor();
    overwrite(2);
    loseOne();
    var _ = awaitLeak();

    int count = 0;
    while (cursor.hasNext()) {
      assertThat(cursor.next().value()).isEqualTo("0" + VALUE);
      count++;
    }
    assertThat(count).isEqualTo(KEYS);
  }
}
