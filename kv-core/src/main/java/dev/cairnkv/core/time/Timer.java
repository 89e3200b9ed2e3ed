package dev.cairnkv.core.time;

import dev.cairnkv.TimerStats;
import dev.cairnkv.spi.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Adds up how long something takes that is done rarely: each time asks the clock twice. Safe for
 * use by any number of threads, each of which may be at it at the same time.
 */
public final class Timer {
  private final Clock clock;
  private final LongAdder count = new LongAdder();
  private final LongAdder totalNanos = new LongAdder();
  private final LongAccumulator maxNanos = new LongAccumulator(Math::max, 0);

  /** Makes a timer that has counted nothing. */
  public Timer(Clock clock) {
    this.clock = clock;
  }

  /** Begins one time. Returns what {@link #stop} has to be given; if it is not, nothing counts. */
  public long start() {
    return clock.nanoTime();
  }

  /** Ends one time, and counts it. */
  public void stop(long start) {
    long nanos = Math.max(0, clock.nanoTime() - start);
    maxNanos.accumulate(nanos);
    totalNanos.add(nanos);
    count.increment();
  }

  /** Returns what was counted so far. */
  public TimerStats stats() {
    return new TimerStats(
        count.sum(), Duration.ofNanos(totalNanos.sum()), Duration.ofNanos(maxNanos.get()));
  }
}
