package dev.cairnkv.core.log;

import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.spi.ShardStorage;

/**
 * What is done in the background so that writers wait for less when a shard is full: the next one
 * is prepared, and little is left to sync. In small shards there is nothing to do.
 *
 * <p>{@link #isDue} is for any number of threads, {@link #run} for one at a time.
 */
public final class Groundwork {
  private static final long LITTLE_BYTES = 4 << 20;

  private final ShardLog log;
  private final ShardStorage storage;
  private final long shardSizeBytes;

  private volatile int preparedShardId;

  /** Makes the groundwork of a log. */
  public Groundwork(ShardLog log, ShardStorage storage, long shardSizeBytes) {
    this.log = log;
    this.storage = storage;
    this.shardSizeBytes = shardSizeBytes;
  }

  /** Returns whether it pays to do anything for writers ahead of them, in shards of a size. */
  static boolean pays(long shardSizeBytes) {
    return shardSizeBytes >= 2 * LITTLE_BYTES;
  }

  /** Returns whether there is something to do. */
  public boolean isDue() {
    LogShard shard = log.active();
    return shard != null
        && pays(shardSizeBytes)
        && (isNextToBePrepared(shard) || isMuchUnsynced(shard));
  }

  /**
   * Does it.
   *
   * @throws StorePoisonedException if the device failed, or an earlier write or sync
   */
  public void run() {
    LogShard shard = log.active();
    if (shard == null) {
      return;
    }
    if (isNextToBePrepared(shard)) {
      preparedShardId = shard.id() + 1;
      storage.prepareShard(shard.id() + 1, shardSizeBytes);
    }
    if (isMuchUnsynced(shard)) {
      log.sync(log.lastSequence());
    }
  }

  private boolean isNextToBePrepared(LogShard shard) {
    return shard.id() >= preparedShardId && shard.tail() > shardSizeBytes / 2;
  }

  /** Halves what is unsynced each time, so that there are few syncs and little is left at last. */
  private boolean isMuchUnsynced(LogShard shard) {
    long tail = shard.tail();
    return tail - log.syncedUpTo() >= Math.max(LITTLE_BYTES, shardSizeBytes - tail);
  }
}
