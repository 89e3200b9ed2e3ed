package dev.cairnkv.core.backup;

import static dev.cairnkv.core.backup.Backups.VALUE;
import static dev.cairnkv.core.backup.Backups.assertSound;
import static dev.cairnkv.core.backup.Backups.content;
import static dev.cairnkv.core.backup.Backups.overwrite;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.BackupReport;
import dev.cairnkv.Batch;
import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.KvStore;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.StoreClosedException;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreLockedException;
import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.StoreBackup;
import dev.cairnkv.core.Stores;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import dev.cairnkv.testkit.InMemoryShardStorage;
import dev.cairnkv.testkit.simulation.SimulatedShardStorage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is in a backup, what the next one adds, and which targets are refused. */
class BackupTest {
  private static final int KEYS = 100;

  private InMemoryShardStorage storage = new InMemoryShardStorage();
  private KvStore<String, String> store = Stores.restore(storage);
  private final InMemoryShardStorage target = new InMemoryShardStorage();

  private void reopen() {
    store.close();
    storage = storage.reopen();
    store = Stores.restore(storage);
  }

  private static BackupReport restore(ShardStorage backup, ShardStorage target) {
    return StoreBackup.restore(backup, target, Clock.system(), ScanProgress.none());
  }

  @Test
  void isAStoreAsOfTheMomentAtWhichItWasMade() {
    overwrite(store, 1, KEYS);
    store.delete("key 3");
    Map<String, String> then = Stores.content(store);

    BackupReport report = store.backup(target);
    overwrite(store, 2, KEYS);

    assertThat(report.sequence()).isEqualTo(KEYS + 1L);
    assertThat(report.sharedShards()).isEqualTo(target.shardIds().size() - 1);
    assertThat(report.copiedShards()).isEqualTo(1);
    assertThat(report.frames()).isEqualTo(KEYS + 1L);
    assertThat(report.isSound()).isTrue();
    assertThat(content(target)).isEqualTo(then);
    assertSound(target.reopen());
  }

  @Test
  void copiesWhereNothingCanBeShared() {
    overwrite(store, 1, KEYS);
    ShardStorage elsewhere = new SimulatedShardStorage(1);

    BackupReport report = store.backup(elsewhere);

    assertThat(report.sharedShards()).isZero();
    assertThat(report.copiedShards()).isEqualTo(storage.shardIds().size());
    assertThat(report.copiedBytes()).isGreaterThan(Stores.SHARD_SIZE);
    assertThat(content(elsewhere)).isEqualTo(Stores.content(store));
    assertSound(elsewhere);
  }

  @Test
  void theNextOneAddsOnlyWhatIsNewAndRemovesWhatIsGone() {
    overwrite(store, 1, KEYS);
    store.backup(target);
    int before = target.shardIds().size();

    BackupReport nothing = store.backup(target);
    assertThat(nothing.keptShards()).isEqualTo(before);
    assertThat(nothing.copiedBytes()).isZero();
    assertThat(nothing.frames()).isZero();

    store.put("new", "x");
    BackupReport little = store.backup(target);
    assertThat(little.extendedShards()).isEqualTo(1);
    assertThat(little.keptShards()).isEqualTo(before - 1);
    assertThat(little.copiedBytes()).isLessThan(100);

    overwrite(store, 2, KEYS);
    BackupReport more = store.backup(target);
    assertThat(more.extendedShards()).isEqualTo(1);
    assertThat(more.sharedShards()).isPositive();
    assertThat(more.removedShards()).isZero();

    store.compact();
    BackupReport compacted = store.backup(target);
    assertThat(compacted.removedShards()).isPositive();
    assertThat(target.shardIds()).isEqualTo(storage.shardIds());
    assertThat(content(target)).isEqualTo(Stores.content(store));
    assertSound(target.reopen());
  }

  @Test
  void goesOnAfterTheBackupWasOpenedAndShutDown() {
    overwrite(store, 1, KEYS);
    store.backup(target);
    assertThat(content(target)).hasSize(KEYS);
    overwrite(store, 2, KEYS);

    store.backup(target);

    assertThat(content(target)).isEqualTo(Stores.content(store));
  }

  @Test
  void goesOnAfterTheStoreWasRestoredAndItsShardsCut() {
    overwrite(store, 1, KEYS);
    store.backup(target);
    reopen();
    overwrite(store, 2, 10);
    storage = storage.restart();
    store = Stores.restore(storage);

    store.backup(target);
    assertThat(content(target)).isEqualTo(Stores.content(store));
    store.put("a", "b");
    store.backup(target);

    assertThat(content(target)).isEqualTo(Stores.content(store));
    assertSound(target.reopen());
  }

  @Test
  void anEmptyStoreGivesAnEmptyBackup() {
    assertThat(store.backup(target).sequence()).isZero();
    assertThat(content(target)).isEmpty();
    store.put("a", "b");
    store.backup(target);

    assertThat(content(target)).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void aBackupIsAStoreThatGoesOnByItself() {
    overwrite(store, 1, KEYS);
    store.backup(target);
    try (KvStore<String, String> other = Stores.restore(target)) {
      overwrite(other, 7, KEYS);
      other.compact();
      assertThat(store.get("key 5")).isEqualTo(1 + VALUE);
      overwrite(store, 8, KEYS);
      store.compact();
      assertThat(other.get("key 5")).isEqualTo(7 + VALUE);
    }
    storage = storage.restart();
    store = Stores.restore(storage);

    assertThat(store.get("key 5")).isEqualTo(8 + VALUE);
    assertThat(store.stats().damages()).isEmpty();
    assertThat(content(target)).containsEntry("key 5", 7 + VALUE);
  }

  @Test
  void theRestOfABrokenBatchIsNoPartOfIt() {
    overwrite(store, 1, 10);
    Map<String, String> then = Stores.content(store);
    storage.setCapacityBytes(Stores.SHARD_SIZE + 600);
    Batch<String, String> batch = new Batch<>();
    for (int i = 0; i < KEYS; i++) {
      batch.put("batch " + i, VALUE);
    }
    assertThatThrownBy(() -> store.write(batch)).isInstanceOf(StoreFullException.class);

    store.backup(target);

    assertThat(content(target)).isEqualTo(then);
  }

  @Test
  void letsCompactionTakeTheShardsWhenItIsDone() {
    overwrite(store, 1, KEYS);
    overwrite(store, 2, KEYS);

    store.backup(
        target,
        (done, total) -> {
          if (done > 0 && done < total) {
            assertThat(store.compact().removedShards()).isZero();
          }
        });

    assertThat(store.compact().removedShards()).isPositive();
    assertThat(content(target)).isEqualTo(Stores.content(store));
  }

  @Test
  void damageIsCopiedAndReported() {
    overwrite(store, 1, KEYS);
    store.close();
    String first = new String(storage.bytes(1), ISO_8859_1);
    storage.overwrite(1, first.indexOf("key 4=") + 8, new byte[] {'?'});
    storage = storage.reopen();
    store = Stores.restore(storage);

    BackupReport report = store.backup(target);

    assertThat(report.damages())
        .singleElement()
        .satisfies(
            damage -> {
              assertThat(damage.shardId()).isEqualTo(1);
              assertThat(damage.found()).contains("payload");
            });
    assertThat(report.isSound()).isFalse();
    try (KvStore<String, String> backup = Stores.restore(target)) {
      assertThatThrownBy(() -> backup.get("key 4")).isInstanceOf(CorruptFrameException.class);
      assertThat(backup.get("key 5")).isEqualTo(1 + VALUE);
    }
  }

  @Test
  void aFullTargetIsTheFormerBackupAgain() {
    overwrite(store, 1, 10);
    store.backup(target);
    Map<String, String> former = content(target);
    reopen();
    overwrite(store, 2, KEYS);
    target.setCapacityBytes(Stores.SHARD_SIZE + 1100);

    assertThatThrownBy(() -> store.backup(target)).isInstanceOf(StoreFullException.class);

    assertThat(content(target)).isEqualTo(former);
    assertThat(store.get("key 1")).isEqualTo(2 + VALUE);
    target.setCapacityBytes(Long.MAX_VALUE);
    store.backup(target);
    assertThat(content(target)).isEqualTo(Stores.content(store));
  }

  @Test
  void whoeverWatchesMayEndIt() {
    overwrite(store, 1, KEYS);
    RuntimeException enough = new IllegalArgumentException("enough");

    assertThatThrownBy(
            () ->
                store.backup(
                    target,
                    (done, total) -> {
                      if (done > 0) {
                        throw enough;
                      }
                    }))
        .isSameAs(enough);

    assertThat(target.shardIds()).isEmpty();
    assertThat(target.readDocument("manifest")).isNull();
    assertThat(target.readDocument("backup")).isNull();
  }

  @Test
  void aShutdownEndsIt() {
    overwrite(store, 1, KEYS);

    assertThatThrownBy(
            () ->
                store.backup(
                    new SimulatedShardStorage(1),
                    (done, total) -> {
                      if (done > 0) {
                        store.close();
                      }
                    }))
        .isInstanceOf(StoreClosedException.class);
  }

  @Test
  void refusesThePlaceOfTheStoreItself() {
    assertThatThrownBy(() -> store.backup(storage.reopen()))
        .isInstanceOf(StoreLockedException.class)
        .hasMessageContaining("is the store itself");
  }

  @Test
  void refusesATargetInUse() {
    SimulatedShardStorage elsewhere = new SimulatedShardStorage(1);
    elsewhere.create();
    try (StorageLock _ = elsewhere.lock()) {
      assertThatThrownBy(() -> store.backup(elsewhere.reopen()))
          .isInstanceOf(StoreLockedException.class);
    }
  }

  @Test
  void refusesAnotherStore() {
    Stores.restore(target).close();

    assertThatThrownBy(() -> store.backup(target))
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("another place");
    assertThat(content(target)).isEmpty();
  }

  @Test
  void refusesAPlaceThatHoldsSomethingElse() {
    target.create();
    target.addUnknown("thesis.txt");

    assertThatThrownBy(() -> store.backup(target))
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("not empty");
    assertThat(target.readDocument("backup")).isNull();
  }

  @Test
  void refusesABackupThatWasWrittenTo() {
    overwrite(store, 1, KEYS);
    store.backup(target);
    try (KvStore<String, String> other = Stores.restore(target)) {
      other.put("key 1", "of the other");
    }
    overwrite(store, 1, KEYS);

    assertThatThrownBy(() -> store.backup(target))
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("written to since");
    assertThat(content(target)).containsEntry("key 1", "of the other");
  }

  @Test
  void refusesABackupThatWasOpenedAndNotShutDown() {
    overwrite(store, 1, KEYS);
    store.backup(target);
    Stores.restore(target).put("key 1", "of the other");
    InMemoryShardStorage left = target.restart();

    assertThatThrownBy(() -> store.backup(left))
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("no backup any more");
  }

  /**
   * Two stores that go on from one backup write frames of the same lengths: their shards have the
   * same headers, sizes and seals, and differ in their values only.
   */
  @Test
  void refusesABackupOfAnotherPastOfTheStore() {
    overwrite(store, 1, KEYS);
    store.backup(target);
    InMemoryShardStorage copy = new InMemoryShardStorage();
    restore(target, copy);
    overwrite(store, 2, 10);
    store.backup(target);
    try (KvStore<String, String> other = Stores.restore(copy)) {
      overwrite(other, 3, 10);

      assertThatThrownBy(() -> other.backup(target)).isInstanceOf(WrongFormatException.class);
    }

    assertThat(content(target)).isEqualTo(Stores.content(store));
  }

  @Test
  void aStoreIsMadeFromABackup() {
    overwrite(store, 1, KEYS);
    store.backup(target);
    InMemoryShardStorage fresh = new InMemoryShardStorage();

    BackupReport report = restore(target, fresh);

    assertThat(report.sharedShards()).isZero();
    assertThat(report.copiedShards()).isEqualTo(target.shardIds().size());
    assertThat(report.frames()).isEqualTo(KEYS);
    assertThat(report.sequence()).isEqualTo(KEYS);
    assertThat(content(fresh)).isEqualTo(Stores.content(store));
    assertSound(fresh.reopen());
    assertThat(content(target)).isEqualTo(Stores.content(store));
  }

  @Test
  void noStoreIsMadeWhereSomethingIsOrFromWhatIsNoBackup() {
    overwrite(store, 1, KEYS);
    InMemoryShardStorage fresh = new InMemoryShardStorage();
    assertThatThrownBy(() -> restore(target, fresh)).isInstanceOf(StoreNotFoundException.class);
    store.backup(target);
    assertThatThrownBy(() -> restore(target, storage.reopen()))
        .isInstanceOf(StoreLockedException.class);
    fresh.create();
    fresh.addUnknown("notes");
    assertThatThrownBy(() -> restore(target, fresh)).isInstanceOf(WrongFormatException.class);
    assertThat(fresh.shardIds()).isEqualTo(List.of());

    Stores.restore(target).put("key 1", "x");
    InMemoryShardStorage crashed = target.restart();
    assertThatThrownBy(() -> restore(crashed, new InMemoryShardStorage()))
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("not shut down cleanly");
  }
}
