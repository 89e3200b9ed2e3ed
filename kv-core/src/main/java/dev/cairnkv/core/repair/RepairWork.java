package dev.cairnkv.core.repair;

import dev.cairnkv.RepairReport.Quarantined;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.core.manifest.RepairMark;
import dev.cairnkv.core.manifest.RetiredShards;
import dev.cairnkv.core.restore.ShardOpener;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The steps of a repair around the writing of its new shards. After a crash between any two of
 * them, {@link #settle} gives the state before the repair or the one after it.
 *
 * @param storage where the store is
 * @param storeId the store
 */
public record RepairWork(ShardStorage storage, UUID storeId) {

  /** Begins: from now on, shards from {@link RepairMark#firstNewShardId} on are the repair's. */
  void begin(RepairMark mark) {
    storage.writeDocument(RepairMark.NAME, mark.encode());
  }

  /** Ends a repair whose new shards are complete. */
  List<Quarantined> finish(RepairMark mark) {
    RepairMark decided = mark.decide();
    storage.writeDocument(RepairMark.NAME, decided.encode());
    return end(decided);
  }

  /**
   * Ends a repair that was decided, or takes back one that was not, if there is one.
   *
   * @return the shards that this moved into quarantine
   * @throws WrongFormatException if the mark of the repair is damaged
   */
  public List<Quarantined> settle() {
    RepairMark mark = RepairMark.read(storage);
    if (mark == null) {
      return List.of();
    }
    if (mark.decided()) {
      return end(mark);
    }
    takeBack(mark);
    return List.of();
  }

  /** Takes back what was not decided. */
  void takeBack(RepairMark mark) {
    for (int id : storage.shardIds()) {
      if (id >= mark.firstNewShardId()) {
        storage.deleteShard(id);
      }
    }
    storage.deleteDocument(RepairMark.NAME);
  }

  private List<Quarantined> end(RepairMark mark) {
    RepairMark.Unsealed unsealed = mark.unsealed();
    if (unsealed != null) {
      seal(unsealed);
    }
    RetiredShards retired = new RetiredShards(new TreeSet<>(mark.retiredShardIds()));
    storage.writeDocument(RetiredShards.NAME, retired.encode());
    List<Quarantined> quarantined = new ArrayList<>();
    List<Integer> present = storage.shardIds();
    for (int id : mark.movedShardIds()) {
      if (present.contains(id)) {
        quarantined.add(new Quarantined(id, storage.quarantineShard(id)));
      }
    }
    storage.deleteCheckpoint();
    storage.deleteDocument(CleanMark.NAME);
    storage.deleteDocument(RepairMark.NAME);
    return quarantined;
  }

  /** Seals the shard that was the newest. Doing it again writes the same bytes. */
  private void seal(RepairMark.Unsealed unsealed) {
    ShardOpener opener = new ShardOpener(storage, storeId, header -> {}, id -> null, damage -> {});
    LogShard shard = opener.open(unsealed.shardId(), ShardAccess.APPEND);
    try {
      shard.setTail(unsealed.tail());
      long frames = unsealed.lastSequence() + 1 - shard.header().baseSequence();
      shard.seal(frames, unsealed.lastSequence(), 0);
    } finally {
      shard.close();
    }
    storage.truncateShard(unsealed.shardId(), shard.tail());
  }
}
