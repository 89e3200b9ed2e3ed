package dev.cairnkv.core.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.Batch;
import dev.cairnkv.CompactionReport;
import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.Cursor;
import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import dev.cairnkv.KvStore;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.ShardStats;
import dev.cairnkv.StoreClosedException;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.StoreVerification;
import dev.cairnkv.core.Stores;
import dev.cairnkv.core.TextCodec;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a compaction removes, what it keeps, and that nobody notices. */
class CompactionTest {
  private static final int KEYS = 100;
  private static final int MANY_KEYS = 10_000;
  private static final String VALUE = " is a value of some length, so that shards fill up";

  private final List<StoreEvent> events = new ArrayList<>();
  private final StoreOptions options =
      Stores.OPTIONS.toBuilder().checkpointBytes(0).listener(events::add).build();
  private final Map<String, String> model = new TreeMap<>();
  private InMemoryShardStorage storage = new InMemoryShardStorage();
  private KvStore<String, String> store = Stores.restore(storage, options);

  private void put(String key, String value) {
    store.put(key, value);
    model.put(key, value);
  }

  private void delete(String key) {
    store.delete(key);
    model.remove(key);
  }

  /** Puts all keys, so often that most of what stands in the shards is dead. */
  private void overwrite(int times) {
    for (int round = 0; round < times; round++) {
      for (int i = 0; i < KEYS; i++) {
        put("key " + i, round + VALUE);
      }
    }
  }

  private void crash() {
    storage = storage.restart();
    store = Stores.restore(storage, options);
  }

  private void assertAsTheModel() {
    assertThat(Stores.content(store)).isEqualTo(model);
    assertThat(store.size()).isEqualTo(model.size());
    assertThat(store.stats().damages()).isEmpty();
  }

  /** What the store is now, it is after a crash, with and without its checkpoint. */
  private void assertLasting() {
    assertAsTheModel();
    crash();
    assertAsTheModel();
    long liveBytes = store.stats().liveBytes();
    long tombstoneBytes = tombstoneBytes();
    storage = storage.restart();
    storage.deleteCheckpoint();
    store = Stores.restore(storage, options);
    assertAsTheModel();
    assertThat(store.stats().liveBytes()).isEqualTo(liveBytes);
    assertThat(tombstoneBytes()).isEqualTo(tombstoneBytes);
    assertThat(
            StoreVerification.verify(
                    storage.restart(),
                    Codecs.of(KeyType.STRING, new TextCodec()),
                    Clock.system(),
                    ScanProgress.none())
                .findings())
        .isEmpty();
  }

  private long tombstoneBytes() {
    return store.stats().shards().stream().mapToLong(ShardStats::tombstoneBytes).sum();
  }

  /** These have no slots in the index yet, and nobody has asked for figures. */
  @Test
  void removesWhatTheLastWritesReplaced() {
    String value = "v".repeat(Stores.SHARD_SIZE / 3);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 20; i++) {
        put("key " + i, value + round);
      }
    }

    assertThat(store.compact().removedShards()).isEqualTo(10);
    assertLasting();
  }

  @Test
  void removesTheShardsOfOverwrittenRecords() {
    overwrite(20);
    int before = storage.shardIds().size();

    CompactionReport report = store.compact();

    assertThat(storage.shardIds()).hasSizeLessThan(before / 5);
    assertThat(report.removedShards()).isPositive();
    assertThat(report.removedBytes()).isEqualTo((long) report.removedShards() * Stores.SHARD_SIZE);
    assertThat(report.freedBytes()).isEqualTo(report.removedBytes() - report.movedBytes());
    assertThat(report.skippedShards()).isEmpty();
    assertLasting();
  }

  @Test
  void asksForNothingWhereNothingIsToBeGained() {
    overwrite(1);
    List<Integer> before = storage.shardIds();

    CompactionReport report = store.compact();

    assertThat(report.removedShards()).isZero();
    assertThat(report.movedBytes()).isZero();
    assertThat(storage.shardIds()).isEqualTo(before);
    assertThat(events).noneMatch(event -> event instanceof StoreEvent.CompactionBegun);
  }

  @Test
  void comesToAnEnd() {
    overwrite(7);
    for (int i = 0; i < KEYS; i += 3) {
      delete("key " + i);
    }

    store.compact();

    assertThat(store.compact().removedShards()).isZero();
    assertLasting();
  }

  @Test
  void aStoreOfDeletedKeysShrinksToAlmostNothing() {
    overwrite(5);
    for (int i = 0; i < KEYS; i++) {
      delete("key " + i);
    }
    overwrite(1);
    for (int i = 0; i < KEYS; i++) {
      delete("key " + i);
    }

    CompactionReport report = store.compact();

    assertThat(storage.shardIds()).hasSize(1);
    assertThat(report.movedBytes()).isZero();
    assertLasting();
    put("after", "1");
    assertLasting();
  }

  /** The key of the tombstone has a record in an old shard that is not worth compacting. */
  @Test
  void aTombstoneOutlivesEachOlderShard() {
    put("gone", "1" + VALUE);
    overwrite(1);
    int oldShards = storage.shardIds().size();
    delete("gone");
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < 30; i++) {
        put("other " + i, round + VALUE);
      }
    }

    store.compact();

    assertThat(storage.shardIds()).startsWith(1, 2).doesNotContain(oldShards + 1);
    assertThat(tombstoneBytes()).isEqualTo(40);
    assertLasting();
  }

  @Test
  void aTombstoneGoesIfALaterRecordOfTheKeyIsThere() {
    put("back", "1" + VALUE);
    overwrite(1);
    delete("back");
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < 30; i++) {
        put("other " + i, round + VALUE);
      }
    }
    put("back", "2");

    store.compact();

    assertThat(tombstoneBytes()).isZero();
    assertLasting();
  }

  @Test
  void aCheckpointFromBeforeServesStill() {
    overwrite(3);
    for (int i = 0; i < KEYS; i += 2) {
      put("key " + i, "checkpointed" + VALUE);
    }
    delete("key 1");
    store.checkpoint();
    overwrite(2);
    for (int i = 0; i < KEYS; i += 5) {
      delete("key " + i);
    }

    assertThat(store.compact().removedShards()).isPositive();
    crash();

    assertThat(store.stats().restored().checkpointKeys()).isEqualTo(KEYS - 1);
    assertLasting();
  }

  @Test
  void aCheckpointFromBeforeServesStillWhereItsShardIsGone() {
    overwrite(2);
    store.checkpoint();
    for (int i = 0; i < KEYS; i++) {
      delete("key " + i);
    }
    put("after", VALUE);
    for (int i = 0; i < KEYS; i++) {
      put("after", i + VALUE);
    }

    store.compact();

    assertThat(storage.shardIds()).hasSize(1);
    assertLasting();
  }

  @Test
  void compactsAStoreThatWasJustRestoredFromItsCheckpoint() {
    overwrite(6);
    for (int i = 0; i < KEYS; i += 2) {
      delete("key " + i);
    }
    store.shutdown();
    storage = storage.reopen();
    store = Stores.restore(storage, options);
    assertThat(store.stats().restored().frames()).isZero();

    assertThat(store.compact().removedShards()).isPositive();

    assertLasting();
  }

  @Test
  void aDamagedPartOfTheCheckpointIsMadeAgainBeforeItsShardsGo() {
    overwrite(6);
    store.shutdown();
    storage = storage.reopen();
    byte[] damaged = Stores.checkpoint(storage);
    for (int offset = 40; offset < 40 + 16 * KEYS; offset += 80) {
      damaged[offset] ^= 1;
    }
    Stores.replaceCheckpoint(storage, damaged);
    store = Stores.restore(storage, options);

    assertThat(store.compact().removedShards()).isPositive();

    assertThat(Stores.content(store)).isEqualTo(model);
    crash();
    assertThat(Stores.content(store)).isEqualTo(model);
  }

  /** Puts keys that stay, until there is room for a few records in the second shard. */
  private void fillNearlyTwoShards() {
    for (int i = 0; storage.shardIds().size() < 2 || roomInTheLast() > 600; i++) {
      put("key " + i, "stays" + VALUE);
    }
  }

  private long roomInTheLast() {
    return Stores.SHARD_SIZE - store.stats().shards().getLast().usedBytes();
  }

  private static Batch<String, String> largeBatch() {
    Batch<String, String> batch = new Batch<>();
    for (int i = 0; i < KEYS; i++) {
      batch.put("key " + i, "of the batch" + VALUE);
    }
    return batch;
  }

  /** Leaves shards in which nothing lives, behind all others. */
  private void overwriteOthers() {
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < 30; i++) {
        put("other " + i, round + VALUE);
      }
    }
  }

  @Test
  void theRestOfABrokenBatchDoesNotComeToLife() {
    fillNearlyTwoShards();
    storage.setCapacityBytes(3 * Stores.SHARD_SIZE + 1000);
    assertThatThrownBy(() -> store.write(largeBatch())).isInstanceOf(StoreFullException.class);
    storage.setCapacityBytes(Long.MAX_VALUE);
    overwriteOthers();

    assertThat(store.compact().removedShards()).isPositive();

    assertLasting();
  }

  @Test
  void theRestOfABatchThatACrashBrokeDoesNotComeToLife() {
    fillNearlyTwoShards();
    store.write(largeBatch());
    storage = storage.restart();
    storage.shardIds().stream().filter(id -> id > 3).forEach(storage::deleteShard);
    storage.overwrite(3, 128, new byte[Stores.SHARD_SIZE - 128]);
    store = Stores.restore(storage, options);
    assertAsTheModel();
    store.checkpoint();
    crash();
    overwriteOthers();

    assertThat(store.compact().removedShards()).isPositive();

    assertLasting();
  }

  @Test
  void aBatchOverShardsThatAreGoneIsThere() {
    Batch<String, String> batch = new Batch<>();
    for (int i = 0; i < KEYS; i++) {
      batch.put("key " + i, VALUE);
      model.put("key " + i, VALUE);
    }
    store.write(batch);
    for (int i = 40; i < KEYS; i++) {
      put("key " + i, "again" + VALUE);
    }

    assertThat(store.compact().removedShards()).isPositive();

    assertLasting();
  }

  @Test
  void aShardWithADamagedRecordStaysAsItIs() {
    put("damaged", "1" + VALUE);
    overwrite(5);
    storage.overwrite(1, 170, new byte[] {'?'});

    CompactionReport report = store.compact();

    assertThat(report.skippedShards()).containsExactly(1);
    assertThat(report.removedShards()).isPositive();
    assertThat(storage.shardIds()).startsWith(1);
    assertThat(events).anyMatch(event -> event instanceof StoreEvent.CompactionFailed);
    assertThat(store.stats().damages()).hasSize(1);
    assertThatThrownBy(() -> store.get("damaged")).isInstanceOf(CorruptFrameException.class);
    assertThat(store.compact().skippedShards()).isEmpty();
    crash();
    assertThatThrownBy(() -> store.get("damaged")).isInstanceOf(CorruptFrameException.class);
    assertThat(store.size()).isEqualTo(model.size());
  }

  @Test
  void recordsOfAnotherCodecAreEncodedAnew() {
    TextCodec before = new TextCodec();
    TextCodec after = new TextCodec("text2", 0);
    overwrite(3);
    store.shutdown();
    storage = storage.reopen();
    store = Stores.restore(storage, options, after, before);
    put("new", "1");

    store.compact();

    assertAsTheModel();
    assertThat(store.stats().shards()).filteredOn(s -> s.codecId().equals("text2")).isNotEmpty();
    store = Stores.restore(storage.restart(), options, after, before);
    assertAsTheModel();
  }

  /** So many keys that each part of the index, which a cursor takes at once, has several. */
  private void putMany() {
    for (int i = 0; i < MANY_KEYS; i++) {
      put("key " + i, "many" + VALUE);
    }
  }

  @Test
  void aCursorGivesEachKeyOnceThoughItsRecordIsMoved() {
    putMany();
    Map<String, String> found = new TreeMap<>();
    try (Cursor<String, String> cursor = store.cursor()) {
      for (int i = 0; cursor.hasNext(); i++) {
        KeyValue<String, String> next = cursor.next();
        assertThat(found.put(next.key(), next.value())).isNull();
        if (i % (MANY_KEYS / 5) == 3) {
          putMany();
          assertThat(store.compact().removedShards()).isPositive();
        }
      }
    }

    assertThat(found).isEqualTo(model);
  }

  @Test
  void aCursorPassesOverAKeyWhoseShardIsGoneAndThatWasDeleted() {
    putMany();
    int count = 0;
    try (Cursor<String, String> cursor = store.cursor()) {
      cursor.next();
      for (int i = 0; i < MANY_KEYS; i++) {
        delete("key " + i);
      }
      assertThat(store.compact().removedShards()).isPositive();
      while (cursor.hasNext()) {
        assertThat(cursor.next().value()).contains(VALUE);
        count++;
      }
    }

    assertThat(count).isLessThan(MANY_KEYS / 100);
  }

  @Test
  void worksWithoutRoomForAnotherShardWhereNothingLives() {
    overwrite(3);
    for (int i = 0; i < KEYS; i++) {
      put("key " + i, "1");
    }
    int shards = storage.shardIds().size();
    storage.setCapacityBytes((long) shards * Stores.SHARD_SIZE + 1000);

    assertThat(store.compact().removedShards()).isPositive();

    overwrite(1);
    storage.setCapacityBytes(Long.MAX_VALUE);
    assertLasting();
  }

  /**
   * What is still needed of a shard goes where puts may not: into the reserve of the newest one.
   */
  @Test
  void movesALittleWithoutRoomForAnotherShard() {
    put("kept", "1");
    overwrite(3);
    for (int i = 0; i < KEYS; i++) {
      put("key " + i, "1");
    }
    storage.setCapacityBytes((long) storage.shardIds().size() * Stores.SHARD_SIZE + 1000);
    assertThatThrownBy(
            () -> {
              for (int i = 0; true; i++) {
                put("more", "x".repeat(i % 10));
              }
            })
        .isInstanceOf(StoreFullException.class);
    model.put("more", String.valueOf(store.get("more")));

    assertThat(store.compact().removedShards()).isPositive();

    assertThat(storage.shardIds()).doesNotContain(1);
    assertThat(store.get("kept")).isEqualTo("1");
    storage.setCapacityBytes(Long.MAX_VALUE);
    assertLasting();
  }

  @Test
  void countsWhatItDoes() {
    overwrite(5);
    assertThat(store.stats().compaction().writeAmplification()).isOne();

    CompactionReport report = store.compact();

    assertThat(store.stats().compaction().removedShards()).isEqualTo(report.removedShards());
    assertThat(store.stats().compaction().movedBytes()).isEqualTo(report.movedBytes());
    assertThat(store.stats().compaction().appendedBytes()).isGreaterThan(report.movedBytes());
    assertThat(events).anyMatch(event -> event instanceof StoreEvent.CompactionBegun);
    assertThat(events).contains(new StoreEvent.CompactionFinished(report));
  }

  @Test
  void isRefusedByAStoreThatIsShutDown() {
    store.shutdown();

    assertThatThrownBy(store::compact).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(store::pauseCompaction).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(store::resumeCompaction).isInstanceOf(StoreClosedException.class);
  }
}
