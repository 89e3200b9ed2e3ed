package dev.cairnkv.reliability.soak;

import dev.cairnkv.spi.Clock;

/** A clock whose time of day stands until it is set. Safe for use by any number of threads. */
final class SoakClock implements Clock {
  private volatile long epochMillis;

  SoakClock(long epochMillis) {
    this.epochMillis = epochMillis;
  }

  void set(long millis) {
    epochMillis = millis;
  }

  @Override
  public long epochMillis() {
    return epochMillis;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }
}
