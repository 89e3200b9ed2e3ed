package dev.cairnkv.core.compact;

import dev.cairnkv.TimerStats;
import dev.cairnkv.core.time.Timer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Slows writers down while a compaction falls behind them, as LevelDB delays writes when it has too
 * many files of level 0 (S. Ghemawat, J. Dean, {@code DBImpl::MakeRoomForWrite}) and RocksDB when
 * much waits to be compacted: many short waits instead of a long one, which grow with what is to be
 * caught up. There is a longest wait, so that a compaction that cannot keep up stops nobody.
 *
 * <p>The compaction tells what the shards hold whenever it has looked at them. From then on what is
 * appended is taken for bytes that have to come back, which is right where all of it overwrites.
 *
 * <p>Safe for use by any number of threads.
 */
final class Backpressure {
  static final long SHORTEST_WAIT_NANOS = 50_000;
  static final long LONGEST_WAIT_NANOS = 800_000;

  /** One put of about a hundred waits at first, and one of some dozens near the bound. */
  static final long MOST_BYTES_BETWEEN_WAITS = 16 << 10;

  static final long FEWEST_BYTES_BETWEEN_WAITS = 4 << 10;

  private static final long NEVER = Long.MAX_VALUE;

  // Where the waits begin and where they are longest, beyond what a compaction begins with: there
  // are 10 % of the live bytes and three shards from there to the published bound, of which the
  // active shard, headers and seals take a part.
  private static final double FREE_PER_LIVE_BYTE = 0.03;
  private static final double FREE_SHARDS = 0.75;
  private static final double GROWTH_PER_LIVE_BYTE = 0.05;
  private static final double GROWTH_SHARDS = 1;

  private final LongSupplier appendedBytes;
  private final long shardSizeBytes;
  private final LongConsumer parker;
  private final Timer timer;
  private final AtomicLong nextWaitAtBytes = new AtomicLong();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile Slope slope = new Slope(NEVER, 1);
  private volatile boolean leavesMuch;

  /**
   * How the waits grow.
   *
   * @param fromBytes how much must have been appended that writers wait at all
   * @param growthBytes how much more until they wait longest
   */
  private record Slope(long fromBytes, long growthBytes) {
    long waitNanos(long appendedBytes) {
      return between(SHORTEST_WAIT_NANOS, LONGEST_WAIT_NANOS, appendedBytes);
    }

    long bytesBetweenWaits(long appendedBytes) {
      return between(MOST_BYTES_BETWEEN_WAITS, FEWEST_BYTES_BETWEEN_WAITS, appendedBytes);
    }

    private long between(long first, long last, long appendedBytes) {
      double part = Math.clamp((double) (appendedBytes - fromBytes) / growthBytes, 0, 1);
      return first + (long) (part * (last - first));
    }
  }

  /**
   * Makes one that lets everyone pass.
   *
   * @param appendedBytes tells how much was appended so far
   * @param parker has the calling thread wait for some nanoseconds, or less
   * @param timer is told how long they waited
   */
  Backpressure(LongSupplier appendedBytes, long shardSizeBytes, LongConsumer parker, Timer timer) {
    this.appendedBytes = appendedBytes;
    this.shardSizeBytes = shardSizeBytes;
    this.parker = parker;
    this.timer = timer;
  }

  /** Says what the shards hold. */
  void looked(List<ShardSpace> shards) {
    long live = shards.stream().mapToLong(ShardSpace::liveBytes).sum();
    double free = live * FREE_PER_LIVE_BYTE + shardSizeBytes * FREE_SHARDS;
    double growth = live * GROWTH_PER_LIVE_BYTE + shardSizeBytes * GROWTH_SHARDS;
    long excess = Need.excessBytes(shards, shardSizeBytes);
    leavesMuch = excess > 0;
    slope = new Slope(appendedBytes.getAsLong() + (long) free - excess, (long) growth);
  }

  /**
   * Says that a compaction has ended. If it did what was to be done, writers wait for the next one
   * to begin in time; else it cannot go on, and nobody waits for it.
   */
  void ended() {
    if (leavesMuch) {
      release();
    }
  }

  /** Lets everyone pass from now on. */
  void release() {
    slope = new Slope(NEVER, 1);
  }

  /** Returns whether writers should {@link #await}. */
  boolean isOn() {
    return appendedBytes.getAsLong() >= slope.fromBytes();
  }

  /**
   * Waits a moment, if it is this thread's turn to. For a writer that holds no lock. Returns at
   * once where the thread is interrupted, and leaves it so.
   */
  void await() {
    Slope current = slope;
    long appended = appendedBytes.getAsLong();
    long nextAt = nextWaitAtBytes.get();
    // The more wait already, the sooner the next one does: else many would not be slowed down.
    long between = current.bytesBetweenWaits(appended) / (1 + waiting.get());
    if (appended >= current.fromBytes()
        && appended >= nextAt
        && nextWaitAtBytes.compareAndSet(nextAt, appended + between)) {
      park(current.waitNanos(appended));
    }
  }

  private void park(long nanos) {
    waiting.incrementAndGet();
    long start = timer.start();
    try {
      parker.accept(nanos);
    } finally {
      timer.stop(start);
      waiting.decrementAndGet();
    }
  }

  /** Returns how long writers waited. */
  TimerStats timings() {
    return timer.stats();
  }
}
