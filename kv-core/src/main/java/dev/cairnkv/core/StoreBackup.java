package dev.cairnkv.core;

import dev.cairnkv.BackupReport;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreLockedException;
import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.backup.Backup;
import dev.cairnkv.core.backup.BackupSource;
import dev.cairnkv.core.backup.ClosedStore;
import dev.cairnkv.core.backup.SourceShard;
import dev.cairnkv.core.checkpoint.CheckpointKeeper;
import dev.cairnkv.core.log.LogPosition;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.core.log.ShardPins;
import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.core.manifest.Manifest;
import dev.cairnkv.core.manifest.RetiredShards;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Makes backups of a store that is open, and stores from backups. */
public final class StoreBackup {
  private final ShardStorage storage;
  private final Manifest manifest;
  private final ShardLog log;
  private final CheckpointKeeper checkpoints;
  private final Supplier<LogPosition> positions;
  private final OpenState openState;
  private final Clock clock;
  private final Runnable afterUnpin;

  /** A moment of the store, whose shards stay until the pin is closed. */
  private record Moment(BackupSource source, ShardPins.Pin pin) {}

  /**
   * Makes what backs up an open store.
   *
   * @param positions gives the place behind the last write, between two writes
   * @param afterUnpin is done when shards may be removed again
   */
  StoreBackup(
      ShardStorage storage,
      Manifest manifest,
      ShardLog log,
      CheckpointKeeper checkpoints,
      Supplier<LogPosition> positions,
      OpenState openState,
      Clock clock,
      Runnable afterUnpin) {
    this.storage = storage;
    this.manifest = manifest;
    this.log = log;
    this.checkpoints = checkpoints;
    this.positions = positions;
    this.openState = openState;
    this.clock = clock;
    this.afterUnpin = afterUnpin;
  }

  BackupReport into(ShardStorage target, ScanProgress progress) {
    openState.require();
    log.requireWritable();
    target.create();
    try (StorageLock _ = lock(target)) {
      Moment moment = checkpoints.betweenCheckpoints(this::moment);
      try (ShardPins.Pin _ = moment.pin()) {
        // Else a power loss could leave the backup ahead of the store, and the next one refused.
        log.sync(moment.source().clean().nextSequence() - 1);
        return new Backup(moment.source(), target, clock, progress).intoFormer();
      } finally {
        afterUnpin.run();
      }
    } catch (IllegalStateException e) {
      throw openState.closedOr(e);
    }
  }

  /** For a thread that keeps shards from being removed. */
  private Moment moment() {
    LogPosition position = positions.get();
    openState.require();
    log.requireWritable();
    List<SourceShard> shards = new ArrayList<>();
    boolean goesOn = false;
    for (LogShard shard : log.shards().all()) {
      boolean isActive = shard.id() == position.shardId();
      if (shard.id() <= position.shardId()) {
        long tail = isActive ? position.offset() : shard.tail();
        shards.add(new SourceShard(shard, tail, isActive));
        goesOn |= isActive;
      }
    }
    CleanMark clean =
        new CleanMark(
            manifest.storeId(),
            goesOn ? position.shardId() : 0,
            goesOn ? position.offset() : 0,
            position.nextSequence(),
            clock.epochMillis());
    BackupSource source =
        new BackupSource(
            storage, manifest, List.copyOf(shards), RetiredShards.read(storage).ids(), clean, true);
    return new Moment(source, log.shards().pins().pin(position.shardId()));
  }

  private StorageLock lock(ShardStorage target) {
    try {
      return target.lock();
    } catch (StoreLockedException e) {
      if (target.location().equals(storage.location())) {
        throw new StoreLockedException(
            target.location() + " is the store itself; back up into another place");
      }
      throw e;
    }
  }

  /**
   * Makes a store in an empty place from a backup, or from any store that was cleanly shut down, as
   * copies of all its bytes, which are read again and checked. It happens as a whole or not at all:
   * where it was interrupted, opening the store is refused until {@code target} is emptied.
   *
   * <p>Damage does not end it: damaged bytes are copied as they are, and reported. The caller
   * closes both storages.
   *
   * @param progress is told how much is done; what it throws ends the work
   * @throws StoreNotFoundException if there is no backup
   * @throws StoreLockedException if one of the two is in use
   * @throws WrongFormatException if the target is not empty, or the backup is none: it is not
   *     complete, or was opened as a store and not shut down since; the target is left as it is
   * @throws StoreFullException if there is no room in the target, which is empty again
   * @throws StorageException if a storage fails
   */
  public static BackupReport restore(
      ShardStorage backup, ShardStorage target, Clock clock, ScanProgress progress) {
    try (ClosedStore store = ClosedStore.open(backup)) {
      target.create();
      try (StorageLock _ = target.lock()) {
        return new Backup(store.source(), target, clock, progress).intoEmpty();
      }
    }
  }
}
