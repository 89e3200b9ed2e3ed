package dev.cairnkv.core.log;

import dev.cairnkv.KvException;
import dev.cairnkv.StorePoisonedException;

/**
 * Has the active shard faulted in some way ahead of writers, so that they need not wait for that.
 * In small shards there is nothing to do.
 *
 * <p>{@link #isDue} is for any number of threads, {@link #run} for one at a time.
 */
public final class PagesAhead {
  private static final long AHEAD_BYTES = 2 << 20;

  private final ShardLog log;
  private final boolean pays;

  private volatile Expected expected = new Expected(0, 0);

  /** Up to where appends to which shard were said to come. */
  private record Expected(int shardId, long upTo) {}

  /** Makes what is ahead of the appends to a log. */
  public PagesAhead(ShardLog log, long shardSizeBytes) {
    this.log = log;
    this.pays = Groundwork.pays(shardSizeBytes);
  }

  /** Returns whether there is something to do. */
  public boolean isDue() {
    LogShard shard = log.active();
    return shard != null && pays && isRoomRunningOut(shard);
  }

  /**
   * Does it.
   *
   * @throws StorePoisonedException if the device failed
   */
  public void run() {
    LogShard shard = log.active();
    if (shard != null && isRoomRunningOut(shard)) {
      expectMore(shard);
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
}
