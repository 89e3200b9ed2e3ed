package dev.cairnkv.core.log;

import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.spi.ShardStorage;

/**
 * What is done in the background so that writers wait for less: the active shard and the next one
 * are faulted in ahead of them, and little is left to sync when a shard is full. In small shards
 * there is nothing to do.
 *
 * <p>{@link #isDue} is for any number of threads, {@link #run} for one at a time.
 */
public final class Groundwork {
  private static final long PAGE_BYTES = 4 << 10;
  private static final long LITTLE_BYTES = 4 << 20;

  private final ShardLog log;
  private final ShardStorage storage;
  private final long shardSizeBytes;

  /** The last shard that is faulted in: the active one, or the next if that is prepared. */
  private volatile int faultedShardId;

  /** Makes the groundwork of a log. */
  public Groundwork(ShardLog log, ShardStorage storage, long shardSizeBytes) {
    this.log = log;
    this.storage = storage;
    this.shardSizeBytes = shardSizeBytes;
  }

  /** Returns whether there is something to do. */
  public boolean isDue() {
    LogShard shard = log.active();
    return shard != null
        && shardSizeBytes >= 2 * LITTLE_BYTES
        && (isToBeFaultedIn(shard) || isNextToBePrepared(shard) || isMuchUnsynced(shard));
  }

  /**
   * Does it.
   *
   * @throws StorePoisonedException if this sync or an earlier write or sync failed
   */
  public void run() {
    LogShard shard = log.active();
    if (shard == null) {
      return;
    }
    if (isToBeFaultedIn(shard)) {
      faultedShardId = shard.id();
      shard.prefetchRoom(PAGE_BYTES);
    }
    if (isNextToBePrepared(shard)) {
      faultedShardId = shard.id() + 1;
      storage.prepareShard(shard.id() + 1, shardSizeBytes);
    }
    if (isMuchUnsynced(shard)) {
      log.sync(log.lastSequence());
    }
  }

  private boolean isToBeFaultedIn(LogShard shard) {
    return shard.id() > faultedShardId && shard.tail() > LITTLE_BYTES;
  }

  private boolean isNextToBePrepared(LogShard shard) {
    return shard.id() == faultedShardId && shard.tail() > shardSizeBytes / 2;
  }

  /** Halves what is unsynced each time, so that there are few syncs and little is left at last. */
  private boolean isMuchUnsynced(LogShard shard) {
    long tail = shard.tail();
    return tail - log.syncedUpTo() >= Math.max(LITTLE_BYTES, shardSizeBytes - tail);
  }
}
