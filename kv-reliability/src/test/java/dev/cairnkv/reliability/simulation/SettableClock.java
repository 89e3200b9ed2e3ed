package dev.cairnkv.reliability.simulation;

import dev.cairnkv.spi.Clock;

/**
 * A clock that a history sets, forward and back, in one thread. It remembers the latest time that
 * it told: a store that went on with an earlier one would let time go back.
 */
final class SettableClock implements Clock {
  private long epochMillis;
  private long latestTold;

  void set(long millis) {
    epochMillis = millis;
  }

  /**
   * Sets the clock right after someone set it back, as has happened when the next process begins.
   */
  void setRight() {
    epochMillis = storeTime();
  }

  /** Returns what a store that asks now must take for the time. */
  long storeTime() {
    return Math.max(epochMillis, latestTold);
  }

  @Override
  public long epochMillis() {
    latestTold = storeTime();
    return epochMillis;
  }

  @Override
  public long nanoTime() {
    return 0;
  }
}
