package dev.cairnkv.testkit;

import dev.cairnkv.spi.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands until it is told otherwise. Safe for use by several threads. */
public final class ManualClock implements Clock {
  private final AtomicLong epochMillis;
  private final AtomicLong nanoTime = new AtomicLong();

  /** Makes a clock that stands at a moment. */
  public ManualClock(Instant start) {
    this.epochMillis = new AtomicLong(start.toEpochMilli());
  }

  /** Lets time pass. */
  public void advance(Duration duration) {
    nanoTime.addAndGet(duration.toNanos());
    epochMillis.addAndGet(duration.toMillis());
  }

  /** Sets the time of day, as someone may do at any moment; {@link #nanoTime} does not change. */
  public void set(Instant moment) {
    epochMillis.set(moment.toEpochMilli());
  }

  @Override
  public long epochMillis() {
    return epochMillis.get();
  }

  @Override
  public long nanoTime() {
    return nanoTime.get();
  }
}
