package dev.cairnkv.core.compact;

import java.util.List;

/** When a compaction goes on. */
enum Need {
  /** As long as there is something to gain. */
  ANY {
    @Override
    boolean isThere(List<ShardSpace> shards, long shardSizeBytes) {
      return true;
    }
  },

  /**
   * When the shards take so much more than the latest records that the published bound is near; see
   * {@link dev.cairnkv.CompactionOptions#MOST_DISK_PER_LIVE_BYTE}.
   */
  SPACE {
    @Override
    boolean isThere(List<ShardSpace> shards, long shardSizeBytes) {
      return excessBytes(shards, shardSizeBytes) > 0;
    }
  };

  // A few percent of each shard are header, seal and room that was left, and what is to go needs a
  // while: so this stays a good way below the bound.
  static final int MOST_PERCENT_OF_LIVE = 50;
  private static final int PERCENT = 100;

  abstract boolean isThere(List<ShardSpace> shards, long shardSizeBytes);

  /**
   * Returns how much more there is to come back than {@link #SPACE} tolerates, or how much less as
   * a negative number. What is in shards that have to stay does not count.
   */
  static long excessBytes(List<ShardSpace> shards, long shardSizeBytes) {
    long live = 0;
    long others = 0;
    for (ShardSpace shard : shards) {
      live += shard.liveBytes();
      others += shard.mayGo() ? shard.deadBytes() + shard.counts().tombstoneBytes() : 0;
    }
    return others - live * MOST_PERCENT_OF_LIVE / PERCENT - shardSizeBytes;
  }
}
