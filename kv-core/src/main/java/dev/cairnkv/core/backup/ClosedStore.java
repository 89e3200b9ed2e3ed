package dev.cairnkv.core.backup;

import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.core.manifest.Manifest;
import dev.cairnkv.core.manifest.RepairMark;
import dev.cairnkv.core.manifest.RetiredShards;
import dev.cairnkv.core.restore.ShardOpener;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.util.ArrayList;
import java.util.List;

/**
 * A store that was cleanly shut down, locked and open for reading, as the source of a copy.
 *
 * @param source the store
 * @param lock its lock
 */
public record ClosedStore(BackupSource source, StorageLock lock) implements AutoCloseable {

  /**
   * Opens a store. Only an unfinished backup in it is ended or taken back; else nothing is changed.
   *
   * @throws StoreNotFoundException if there is none
   * @throws WrongFormatException if it was not shut down cleanly, or something in it is not what
   *     this version reads
   */
  public static ClosedStore open(ShardStorage storage) {
    if (storage.readDocument(Manifest.NAME) == null) {
      BackupWork.requireNone(storage);
      throw new StoreNotFoundException("there is no backup at " + storage.location());
    }
    StorageLock lock = storage.lock();
    List<SourceShard> shards = new ArrayList<>();
    try {
      new BackupWork(storage).settle();
      byte[] document = storage.readDocument(Manifest.NAME);
      if (document == null) {
        throw new StoreNotFoundException("there is no backup at " + storage.location());
      }
      Manifest manifest = Manifest.decode(document, storage.location());
      CleanMark clean = cleanMark(storage, manifest);
      ShardOpener opener =
          new ShardOpener(storage, manifest.storeId(), header -> {}, id -> null, damage -> {});
      for (int id : storage.shardIds()) {
        LogShard shard = opener.open(id, ShardAccess.READ);
        boolean isActive = id == clean.activeShardId();
        shards.add(new SourceShard(shard, isActive ? clean.tail() : shard.sizeBytes(), isActive));
      }
      BackupSource source =
          new BackupSource(
              storage,
              manifest,
              List.copyOf(shards),
              RetiredShards.read(storage).ids(),
              clean,
              false);
      return new ClosedStore(source, lock);
    } catch (Throwable e) {
      close(shards, lock);
      throw e;
    }
  }

  private static CleanMark cleanMark(ShardStorage storage, Manifest manifest) {
    byte[] document = storage.readDocument(CleanMark.NAME);
    CleanMark mark = document == null ? null : CleanMark.decode(document, storage.location());
    int newest = storage.shardIds().stream().mapToInt(Integer::intValue).max().orElse(0);
    boolean holds =
        mark != null
            && mark.storeId().equals(manifest.storeId())
            && (mark.activeShardId() == 0 || mark.activeShardId() == newest)
            && storage.readDocument(RepairMark.NAME) == null;
    if (mark == null || !holds) {
      throw new WrongFormatException(
          storage.location()
              + " was used as a store and not shut down cleanly; open it once, so that it is");
    }
    return mark;
  }

  @Override
  public void close() {
    close(source.shards(), lock);
  }

  private static void close(List<SourceShard> shards, StorageLock lock) {
    try (lock) {
      shards.forEach(shard -> shard.shard().close());
    }
  }
}
