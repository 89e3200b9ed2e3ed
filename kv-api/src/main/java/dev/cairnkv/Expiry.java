package dev.cairnkv;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * When a record ends. From that moment on it is not there any more: no read gives it, and a
 * conditional write takes its key for missing.
 *
 * <p>The time is that of the store's clock, in milliseconds, and never goes back: what has expired
 * stays expired also if the clock is set back. See {@link KvStore} on what holds over a restart.
 */
public sealed interface Expiry {

  /** Returns the expiry of a record that does not end. */
  static Expiry never() {
    return Never.NEVER;
  }

  /**
   * Returns the expiry of a record that ends a while after it was written; rounded up to whole
   * milliseconds.
   *
   * @throws IllegalArgumentException if {@code timeToLive} is zero or negative
   */
  static Expiry after(Duration timeToLive) {
    return new After(timeToLive);
  }

  /**
   * Returns the expiry of a record that ends at a moment; rounded down to whole milliseconds. A
   * record whose moment has come already takes the place of the one before, and is never seen.
   */
  static Expiry at(Instant moment) {
    return new At(moment);
  }

  /** The record does not end. */
  enum Never implements Expiry {
    /** The only one. */
    NEVER
  }

  /**
   * The record ends a while after it was written.
   *
   * @param timeToLive how long
   */
  record After(Duration timeToLive) implements Expiry {
    /** Refuses what is not positive. */
    public After {
      if (!timeToLive.isPositive()) {
        throw new IllegalArgumentException(
            "time to live must be positive, but is %s; delete the key to end it now"
                .formatted(timeToLive));
      }
    }
  }

  /**
   * The record ends at a moment.
   *
   * @param moment which one
   */
  record At(Instant moment) implements Expiry {
    /** Refuses null. */
    public At {
      Objects.requireNonNull(moment, "moment");
    }
  }
}
