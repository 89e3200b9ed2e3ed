package dev.cairnkv.core.backup;

import dev.cairnkv.core.log.LogShard;

/**
 * A shard as of the moment of a backup.
 *
 * @param shard the open shard
 * @param tail the end of its last frame then
 * @param isActive whether it is appended to, so that only what is before the tail is meant
 */
public record SourceShard(LogShard shard, long tail, boolean isActive) {

  int id() {
    return shard.id();
  }

  /** Returns the end of what is to be copied; only zeros are behind it. */
  long end() {
    return isActive ? tail : shard.writtenBytes(0);
  }
}
