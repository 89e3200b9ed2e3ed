package dev.cairnkv.core.log;

import dev.cairnkv.KvException;
import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.spi.ShardStorage;

/**
 * What is done in the background so that writers wait for less: the active shard is faulted in some
 * way ahead of them, the next one is prepared, and little is left to sync when a shard is full. In
 * small shards there is nothing to do.
 *
 * <p>{@link #isDue} is for any number of threads, {@link #run} for one at a time.
 */
public final class Groundwork {
  private static final long AHEAD_BYTES = 2 << 20;
  private static final long LITTLE_BYTES = 4 << 20;

  private final ShardLog log;
  private final ShardStorage storage;
  private final long shardSizeBytes;

  private volatile int preparedShardId;
  private volatile Expected expected = new Expected(0, 0);

  /** Up to where appends to which shard were said to come. */
  private record Expected(int shardId, long upTo) {}

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
        && (isRoomRunningOut(shard) || isNextToBePrepared(shard) || isMuchUnsynced(shard));
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
    if (isRoomRunningOut(shard)) {
      expectMore(shard);
    }
    if (isNextToBePrepared(shard)) {
      preparedShardId = shard.id() + 1;
      storage.prepareShard(shard.id() + 1, shardSizeBytes);
    }
    if (isMuchUnsynced(shard)) {
      log.sync(log.lastSequence());
    }
  }

  /** Small stores leave it at what they use: the system may write to the disk what it faults in. */
  private boolean isRoomRunningOut(LogShard shard) {
    long tail = shard.tail();
    long upTo = expectedUpTo(shard);
    return tail > AHEAD_BYTES / 2 && upTo < tail + AHEAD_BYTES / 2 && upTo < shard.sizeBytes();
  }

  private void expectMore(LogShard shard) {
    long tail = shard.tail();
    long from = Math.max(tail, expectedUpTo(shard));
    long upTo = Math.min(tail + AHEAD_BYTES, shard.sizeBytes());
    expected = new Expected(shard.id(), upTo);
    try {
      shard.expectAppends(from, upTo);
    } catch (KvException e) {
      throw log.poison(e); // it may be the only one to be told of what an earlier write met
    }
  }

  private long expectedUpTo(LogShard shard) {
    Expected last = expected;
    return last.shardId() == shard.id() ? last.upTo() : 0;
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
