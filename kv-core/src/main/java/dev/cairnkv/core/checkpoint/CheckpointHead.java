package dev.cairnkv.core.checkpoint;

import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.log.LogPosition;
import java.util.List;
import java.util.UUID;

/**
 * What a checkpoint says besides the keys.
 *
 * @param storeId the store that it belongs to
 * @param position where replaying goes on
 * @param doubtBelow what {@link dev.cairnkv.core.catalog.Catalog#doubtBelow} was
 * @param shards the shards that were there
 */
public record CheckpointHead(
    UUID storeId, LogPosition position, long doubtBelow, List<ShardState> shards) {

  /**
   * A shard.
   *
   * @param header its header
   * @param tail the end of its last frame
   */
  public record ShardState(ShardHeader header, long tail) {}
}
