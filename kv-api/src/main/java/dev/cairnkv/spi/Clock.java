package dev.cairnkv.spi;

/**
 * Tells the time. The order of records never depends on it.
 *
 * <p>Implementations must be safe for use by several threads. {@link #epochMillis} may jump in
 * either direction; {@link #nanoTime} must never go back.
 */
public interface Clock {

  /** Returns the clock of the system. */
  static Clock system() {
    return SystemClock.INSTANCE;
  }

  /** Returns the milliseconds since 1970-01-01T00:00:00Z. */
  long epochMillis();

  /** Returns nanoseconds since some fixed moment, to measure durations with. */
  long nanoTime();
}

enum SystemClock implements Clock {
  INSTANCE;

  @Override
  public long epochMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }
}
