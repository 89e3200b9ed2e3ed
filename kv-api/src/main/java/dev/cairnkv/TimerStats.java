package dev.cairnkv;

import java.time.Duration;

/**
 * How often something was done since a store was restored, and how long it took. What failed does
 * not count. The figures may be one of its times apart.
 *
 * @param count how often it was done
 * @param total how long that took together
 * @param max how long the longest time took
 */
public record TimerStats(long count, Duration total, Duration max) {
  private static final TimerStats NONE = new TimerStats(0, Duration.ZERO, Duration.ZERO);

  /** Returns the figures of what was never done. */
  public static TimerStats none() {
    return NONE;
  }
}
