package dev.cairnkv.core.time;

import dev.cairnkv.Expiry;
import dev.cairnkv.TimeToLive;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.spi.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time of a store: that of its clock, except that it never goes back. Where the clock is behind
 * what it said before, time goes on by {@link Clock#nanoTime} until the clock has caught up. Safe
 * for use by any number of threads.
 */
public final class StoreClock implements Clock {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);
  private static final Instant EARLIEST = Instant.ofEpochMilli(1);
  private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final Clock clock;
  private final AtomicReference<Moment> latest;

  /** A time, and what {@link Clock#nanoTime} was then. */
  private record Moment(long epochMillis, long nanoTime) {

    /** Returns the time that it is by now, if nothing but the nanoseconds can be relied on. */
    Moment goOn(long now) {
      long millis = Math.max(0, (now - nanoTime) / NANOS_PER_MILLI);
      return millis == 0
          ? this
          : new Moment(epochMillis + millis, nanoTime + millis * NANOS_PER_MILLI);
    }
  }

  /**
   * Makes the clock of a store, which never tells a time before that of now.
   *
   * @param clock what time is taken from
   * @param floorEpochMillis a time that it was already
   */
  public StoreClock(Clock clock, long floorEpochMillis) {
    this.clock = clock;
    long begin = Math.max(floorEpochMillis, clock.epochMillis());
    this.latest = new AtomicReference<>(new Moment(begin, clock.nanoTime()));
  }

  /** Returns a clock that stands still. */
  public static StoreClock stoppedAt(long epochMillis) {
    return new StoreClock(new Stopped(epochMillis), epochMillis);
  }

  private record Stopped(long epochMillis) implements Clock {
    @Override
    public long nanoTime() {
      return 0;
    }
  }

  /** Returns the milliseconds since 1970, never less than before. */
  @Override
  public long epochMillis() {
    while (true) {
      Moment last = latest.get();
      long millis = clock.epochMillis();
      if (millis == last.epochMillis()) {
        return millis;
      }
      long nanos = clock.nanoTime();
      Moment now = millis > last.epochMillis() ? new Moment(millis, nanos) : last.goOn(nanos);
      if (now.equals(last) || latest.compareAndSet(last, now)) {
        return now.epochMillis();
      }
    }
  }

  @Override
  public long nanoTime() {
    return clock.nanoTime();
  }

  /**
   * Returns whether a record has expired.
   *
   * @param expiryEpochMillis {@link FrameHeader#expiryEpochMillis} of its frame
   */
  public boolean isExpired(long expiryEpochMillis) {
    return expiryEpochMillis != FrameHeader.NO_EXPIRY && expiryEpochMillis <= epochMillis();
  }

  /** Returns how long a record that expires as {@link #isExpired} says is still there. */
  public TimeToLive timeToLive(long expiryEpochMillis) {
    if (expiryEpochMillis == FrameHeader.NO_EXPIRY) {
      return TimeToLive.Unlimited.UNLIMITED;
    }
    Duration left = Duration.ofMillis(expiryEpochMillis).minusMillis(epochMillis());
    return left.isPositive() ? new TimeToLive.Remaining(left) : TimeToLive.Missing.MISSING;
  }

  /** Returns the {@link FrameHeader#expiryEpochMillis} of a record that is written now. */
  public long expiryEpochMillis(Expiry expiry) {
    return switch (expiry) {
      case Expiry.Never _ -> FrameHeader.NO_EXPIRY;
      case Expiry.After(Duration timeToLive) -> fromNow(timeToLive);
      case Expiry.At(Instant moment) -> millis(moment);
    };
  }

  private long fromNow(Duration timeToLive) {
    if (timeToLive.compareTo(LONGEST) >= 0) {
      return Long.MAX_VALUE;
    }
    long now = epochMillis();
    long end = now + timeToLive.plusNanos(NANOS_PER_MILLI - 1).toMillis();
    return end < now ? Long.MAX_VALUE : Math.max(end, EARLIEST.toEpochMilli());
  }

  /** What ended before 1970 has ended as well if it ends when that year begins. */
  private static long millis(Instant moment) {
    if (moment.isBefore(EARLIEST)) {
      return EARLIEST.toEpochMilli();
    }
    return moment.isAfter(LATEST) ? Long.MAX_VALUE : moment.toEpochMilli();
  }
}
