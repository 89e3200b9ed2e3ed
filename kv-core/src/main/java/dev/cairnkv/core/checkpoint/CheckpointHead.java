package dev.cairnkv.core.checkpoint;

import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.log.FrameCounts;
import dev.cairnkv.core.log.LogPosition;
import java.util.List;

/**
 * What a checkpoint says besides the keys.
 *
 * @param position where replaying goes on
 * @param doubtBelow what {@link dev.cairnkv.core.catalog.Catalog#doubtBelow} was
 * @param mayExpire what {@link dev.cairnkv.core.catalog.Catalog#mayExpire} was
 * @param keys the number of keys
 * @param shards the shards up to the position, and later ones with keys
 */
public record CheckpointHead(
    LogPosition position, long doubtBelow, boolean mayExpire, long keys, List<ShardState> shards) {

  /**
   * A shard.
   *
   * @param header its header
   * @param tail the end of its last frame
   * @param counts the frames that the keys are in, and the tombstones up to the position
   */
  public record ShardState(ShardHeader header, long tail, FrameCounts counts) {}
}
