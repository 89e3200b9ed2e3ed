package dev.cairnkv.core.backup;

import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.manifest.BackupMark;
import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.core.manifest.Manifest;
import dev.cairnkv.core.manifest.RetiredShards;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a backup in its target, around the writing of shards. After a crash between any two
 * of them, {@link #settle} gives the former backup or the new one.
 *
 * @param target where the backup is, locked
 */
public record BackupWork(ShardStorage target) {

  /** Begins: from now on, what is added is the new backup's. */
  void begin(BackupMark mark) {
    target.writeDocument(BackupMark.NAME, mark.encode());
  }

  /** Ends a backup whose shards are all there. */
  void finish(BackupMark mark) {
    BackupMark decided = mark.decide();
    target.writeDocument(BackupMark.NAME, decided.encode());
    end(decided);
  }

  /**
   * Ends a backup that was decided, or takes back one that was not, if there is one.
   *
   * @throws WrongFormatException if it was the first one, and was not decided, or its mark is
   *     damaged; nothing is changed
   */
  public void settle() {
    BackupMark mark = BackupMark.read(target);
    if (mark != null && mark.first() && !mark.decided()) {
      throw notCompleted(target);
    }
    settle(mark);
  }

  /**
   * Does that also where no former backup is left then, for the next backup of the same store.
   *
   * @throws WrongFormatException if it was one of another store, or its mark is damaged
   */
  void settleFor(UUID storeId) {
    BackupMark mark = BackupMark.read(target);
    if (mark != null && !mark.clean().storeId().equals(storeId)) {
      throw new WrongFormatException(
          "%s holds an unfinished backup of store %s, but this is store %s; back up into another place"
              .formatted(target.location(), mark.clean().storeId(), storeId));
    }
    settle(mark);
  }

  private void settle(@Nullable BackupMark mark) {
    if (mark == null) {
      return;
    }
    if (mark.decided()) {
      end(mark);
    } else {
      takeBack(mark);
    }
  }

  /**
   * Refuses a place in which a backup was interrupted.
   *
   * @throws WrongFormatException if there is the mark of a backup
   */
  public static void requireNone(ShardStorage storage) {
    if (storage.readDocument(BackupMark.NAME) != null) {
      throw notCompleted(storage);
    }
  }

  private static WrongFormatException notCompleted(ShardStorage storage) {
    return new WrongFormatException(
        "a backup into %s was interrupted; run the backup again, or, if there was an earlier one there, open that as a store"
            .formatted(storage.location()));
  }

  /** Takes back what was not decided. */
  void takeBack(BackupMark mark) {
    List<Integer> present = target.shardIds();
    mark.addedShardIds().stream().filter(present::contains).forEach(target::deleteShard);
    if (mark.first()) {
      target.deleteDocument(Manifest.NAME);
    } else {
      clearBehindTail();
    }
    target.deleteDocument(BackupMark.NAME);
  }

  /** Nothing may stand where the former backup, once it is a store that is used, goes on. */
  private void clearBehindTail() {
    byte[] document = target.readDocument(CleanMark.NAME);
    CleanMark former = document == null ? null : CleanMark.decode(document, target.location());
    if (former == null || former.activeShardId() == 0) {
      return;
    }
    try (Shard shard = target.openShard(former.activeShardId(), ShardAccess.APPEND)) {
      RawBytes.clear(shard, former.tail());
    }
  }

  private void end(BackupMark mark) {
    RetiredShards retired = new RetiredShards(new TreeSet<>(mark.retiredShardIds()));
    target.writeDocument(RetiredShards.NAME, retired.encode());
    List<Integer> present = target.shardIds();
    mark.removedShardIds().stream().filter(present::contains).forEach(target::deleteShard);
    target.deleteCheckpoint();
    target.writeDocument(CleanMark.NAME, mark.clean().encode());
    target.deleteDocument(BackupMark.NAME);
  }
}
