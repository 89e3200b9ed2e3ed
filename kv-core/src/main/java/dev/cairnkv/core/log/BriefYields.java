package dev.cairnkv.core.log;

import dev.cairnkv.spi.Clock;

/**
 * Yields of threads that expect to go on soon, which takes less time than to sleep and be woken.
 * Where others need the processor, a yield takes as long as they may keep it. Then nobody yields
 * here for a while, which is the longer the sooner that happens again. Safe for use by any number
 * of threads.
 */
final class BriefYields {
  private static final long SLOW_NANOS = 1_000_000;
  private static final long LEAST_PAUSE_NANOS = 1_000_000;
  private static final long MOST_PAUSE_NANOS = 128_000_000;

  private final Clock clock;
  private volatile long pauseNanos;
  private volatile long pausedUntil;

  BriefYields(Clock clock) {
    this.clock = clock;
    this.pausedUntil = clock.nanoTime();
  }

  /** Yields the processor, or returns false if others need it. */
  @SuppressWarnings("ThreadPriorityCheck") // where yielding does nothing, threads sleep sooner
  boolean tryYield() {
    long before = clock.nanoTime();
    if (before - pausedUntil < 0) {
      return false;
    }
    Thread.yield();
    long after = clock.nanoTime();
    if (after - before > SLOW_NANOS) {
      pause(before - pausedUntil, after);
    }
    return true;
  }

  /** Threads that find out at the same time may each do this, and should count as one. */
  private void pause(long nanosSinceLast, long now) {
    if (nanosSinceLast >= 0) {
      boolean again = nanosSinceLast < 2 * pauseNanos;
      pauseNanos = again ? Math.min(2 * pauseNanos, MOST_PAUSE_NANOS) : LEAST_PAUSE_NANOS;
      pausedUntil = now + pauseNanos;
    }
  }
}
