package dev.cairnkv.core.backup;

import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.manifest.BackupMark;
import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done in a target.
 *
 * @param first whether there is no former backup
 * @param added the shards that the target has not
 * @param extended the shard that the former backup ends in, if it is to get more, or null
 * @param formerTail the end of its last frame in the target
 * @param kept the number of other shards that the target has already
 * @param removed the ids of those that the source has no more
 */
record BackupPlan(
    boolean first,
    List<SourceShard> added,
    @Nullable SourceShard extended,
    long formerTail,
    int kept,
    List<Integer> removed) {

  /** Returns the plan for a target with nothing in it. */
  static BackupPlan first(BackupSource source) {
    return new BackupPlan(true, source.shards(), null, 0, 0, List.of());
  }

  /**
   * Returns the plan for a target that holds a former backup.
   *
   * @throws WrongFormatException if a shard there is not what the source has
   */
  static BackupPlan next(BackupSource source, ShardStorage target, CleanMark former) {
    List<Integer> present = target.shardIds();
    List<SourceShard> added = new ArrayList<>();
    List<SourceShard> common = new ArrayList<>();
    for (SourceShard shard : source.shards()) {
      (present.contains(shard.id()) ? common : added).add(shard);
    }
    for (SourceShard shard : common) {
      requireSame(shard, shard.equals(common.getLast()), target, former);
    }
    SourceShard last = former.activeShardId() == 0 ? null : source.find(former.activeShardId());
    boolean grew = last != null && last.end() > former.tail();
    return new BackupPlan(
        false,
        added,
        grew ? last : null,
        former.tail(),
        common.size() - (grew ? 1 : 0),
        present.stream().filter(id -> source.find(id) == null).toList());
  }

  private static void requireSame(
      SourceShard shard, boolean isNewest, ShardStorage target, CleanMark former) {
    try (Shard copy = target.openShard(shard.id(), ShardAccess.READ)) {
      boolean isLast = shard.id() == former.activeShardId();
      long tail = isLast ? former.tail() : shard.tail();
      boolean canBe =
          isLast ? shard.tail() >= tail && copy.sizeBytes() >= shard.end() : !shard.isActive();
      long sure = isNewest ? ShardHeaderDescriptor.LENGTH : tail - FrameDescriptor.SEAL_LENGTH;
      boolean isSame =
          canBe
              && tail <= shard.shard().sizeBytes()
              && RawBytes.areEqual(shard.shard(), copy, 0, ShardHeaderDescriptor.LENGTH)
              && RawBytes.areEqual(
                  shard.shard(), copy, Math.max(sure, ShardHeaderDescriptor.LENGTH), tail);
      if (!isSame) {
        throw new WrongFormatException(
            "shard %d in %s is not that of the store: it was written to since it was made as a backup, or comes from another past of the store, or one of the two is damaged; back up into another place"
                .formatted(shard.id(), target.location()));
      }
    }
  }

  /** Returns the mark of the backup while it is under way. */
  BackupMark mark(BackupSource source) {
    return new BackupMark(
        false,
        first,
        added.stream().map(SourceShard::id).toList(),
        removed,
        List.copyOf(source.retired()),
        source.clean());
  }
}
