package dev.cairnkv.core.repair;

import dev.cairnkv.Damage;
import dev.cairnkv.KvException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.checkpoint.CheckpointHead;
import dev.cairnkv.core.checkpoint.LoadedCheckpoint;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.core.manifest.RepairMark;
import dev.cairnkv.core.manifest.RetiredShards;
import dev.cairnkv.spi.ShardStorage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a store says about itself besides its shards.
 *
 * @param shardIds the ids of the shards that are there, ascending; without those that an unfinished
 *     repair has made or given up
 * @param retired the ids that are rightly gone
 * @param cleanMark the clean mark, if there is one that can be read
 * @param checkpoint the checkpoint, if there is one that can be read
 * @param damages what is damaged of these
 */
record StoreDocuments(
    List<Integer> shardIds,
    NavigableSet<Integer> retired,
    @Nullable CleanMark cleanMark,
    @Nullable LoadedCheckpoint checkpoint,
    List<Damage> damages) {

  static StoreDocuments read(ShardStorage storage, UUID storeId) {
    List<Damage> damages = new ArrayList<>();
    List<Integer> ids = new ArrayList<>(storage.shardIds());
    NavigableSet<Integer> retired = retired(storage, damages);
    hideUnfinishedRepair(storage, ids, retired, damages);
    return new StoreDocuments(
        List.copyOf(ids),
        retired,
        cleanMark(storage, storeId, damages),
        checkpoint(storage, storeId, damages),
        damages);
  }

  private static void hideUnfinishedRepair(
      ShardStorage storage,
      Collection<Integer> ids,
      Collection<Integer> retired,
      List<Damage> damages) {
    try {
      RepairMark mark = RepairMark.read(storage);
      if (mark != null && mark.decided()) {
        ids.removeAll(mark.movedShardIds());
        retired.addAll(mark.retiredShardIds());
      } else if (mark != null) {
        ids.removeIf(id -> id >= mark.firstNewShardId());
      }
    } catch (WrongFormatException e) {
      damages.add(ofDocument(e));
    }
  }

  private static NavigableSet<Integer> retired(ShardStorage storage, List<Damage> damages) {
    try {
      return RetiredShards.read(storage).ids();
    } catch (WrongFormatException e) {
      damages.add(ofDocument(e));
      return new TreeSet<>();
    }
  }

  private static @Nullable CleanMark cleanMark(
      ShardStorage storage, UUID storeId, List<Damage> damages) {
    byte[] document = storage.readDocument(CleanMark.NAME);
    if (document == null) {
      return null;
    }
    try {
      CleanMark mark = CleanMark.decode(document, storage.location());
      return mark.storeId().equals(storeId) ? mark : null;
    } catch (WrongFormatException e) {
      damages.add(ofDocument(e));
      return null;
    }
  }

  private static @Nullable LoadedCheckpoint checkpoint(
      ShardStorage storage, UUID storeId, List<Damage> damages) {
    try {
      return LoadedCheckpoint.load(storage, storeId);
    } catch (WrongFormatException e) {
      damages.add(ofDocument(e));
      return null;
    }
  }

  static Damage ofDocument(KvException e) {
    return new Damage(0, 0, 0, String.valueOf(e.getMessage()), true);
  }

  int newestShardId() {
    return shardIds.isEmpty() ? 0 : shardIds.getLast();
  }

  /** Returns the clean mark if it holds for the shards that are there. */
  @Nullable CleanMark holdingMark() {
    CleanMark mark = cleanMark;
    boolean holds =
        mark != null && (mark.activeShardId() == 0 || mark.activeShardId() == newestShardId());
    return holds ? mark : null;
  }

  private boolean namesAMissingShard() {
    return cleanMark != null && cleanMark.activeShardId() > newestShardId();
  }

  /** Returns the header that a shard had, as the checkpoint tells. */
  @Nullable ShardHeader header(int shardId) {
    LoadedCheckpoint loaded = checkpoint;
    if (loaded == null) {
      return null;
    }
    return loaded.head().shards().stream()
        .map(CheckpointHead.ShardState::header)
        .filter(header -> header.shardId() == shardId)
        .findFirst()
        .orElse(null);
  }

  /** Returns the offset below which a shard was synced, as the checkpoint tells. */
  long knownSynced(int shardId) {
    LoadedCheckpoint loaded = checkpoint;
    if (loaded == null || loaded.head().position().shardId() != shardId) {
      return ShardHeaderDescriptor.LENGTH;
    }
    return loaded.head().position().offset();
  }

  /** Returns the lowest sequence that the next record can have. */
  long nextSequence() {
    long next = 1;
    boolean outdated = cleanMark != null && holdingMark() == null && !namesAMissingShard();
    if (cleanMark != null && !outdated) {
      next = cleanMark.nextSequence();
    }
    if (checkpoint != null) {
      next = Math.max(next, checkpoint.head().position().nextSequence());
    }
    return next;
  }

  /**
   * Returns the ids of shards that should be there.
   *
   * @param successor the id of the shard that the newest one says comes next, or 0
   */
  NavigableSet<Integer> missing(int successor) {
    int newest = Math.max(newestShardId(), successor);
    if (cleanMark != null) {
      newest = Math.max(newest, cleanMark.activeShardId());
    }
    if (checkpoint != null) {
      for (CheckpointHead.ShardState state : checkpoint.head().shards()) {
        boolean hasFrames = state.tail() > ShardHeaderDescriptor.LENGTH;
        newest = Math.max(newest, hasFrames ? state.header().shardId() : 0);
      }
    }
    NavigableSet<Integer> missing = new TreeSet<>();
    for (int id = 1; id <= newest; id++) {
      missing.add(id);
    }
    missing.removeAll(shardIds);
    missing.removeAll(retired);
    return missing;
  }
}
