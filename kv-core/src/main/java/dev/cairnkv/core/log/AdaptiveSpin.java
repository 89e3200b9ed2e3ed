package dev.cairnkv.core.log;

import dev.cairnkv.spi.Clock;

/**
 * Has threads spin that expect to go on soon, which takes less time than to sleep and be woken.
 * Each spin hands the processor to who else needs it; then it takes as long as they may keep it,
 * and nobody spins for a while: the sooner it happens again, the longer. A pause of the whole
 * process looks the same, and does no harm. Safe for use by any number of threads.
 */
final class AdaptiveSpin {
  private static final long SLOW_NANOS = 1_000_000;
  private static final long LEAST_PAUSE_NANOS = 1_000_000;
  private static final long MOST_PAUSE_NANOS = 1_000_000_000;

  /** Spins may lose one part in so many of the time. */
  private static final int PARTS = 8;

  private final Clock clock;
  private volatile long pauseNanos;
  private volatile long pausedUntil;

  AdaptiveSpin(Clock clock) {
    this.clock = clock;
    this.pausedUntil = clock.nanoTime();
  }

  /** Spins once, or returns false at once if others have needed the processor lately. */
  @SuppressWarnings("ThreadPriorityCheck") // where yielding does nothing, this is a shorter spin
  boolean trySpin() {
    long before = clock.nanoTime();
    if (before - pausedUntil < 0) {
      return false;
    }
    Thread.yield();
    long after = clock.nanoTime();
    if (after - before > SLOW_NANOS) {
      pause(before, after);
    }
    return true;
  }

  /**
   * Begins a pause. Threads that find out together nearly always count as one: who began before the
   * last pause was over saw what led to it.
   */
  private void pause(long before, long after) {
    long nanosSinceLast = before - pausedUntil;
    if (nanosSinceLast >= 0) {
      long bearable = PARTS * (after - before);
      boolean again = pauseNanos > 0 && nanosSinceLast < bearable;
      pauseNanos =
          again
              ? Math.min(Math.max(2 * pauseNanos, bearable), MOST_PAUSE_NANOS)
              : LEAST_PAUSE_NANOS;
      pausedUntil = after + pauseNanos;
    }
  }
}
