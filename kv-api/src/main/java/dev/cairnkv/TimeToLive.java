package dev.cairnkv;

import java.time.Duration;

/** How long a key stays, if nothing is written; see {@link KvStore#ttl}. */
public sealed interface TimeToLive {

  /** The key is not there, or has expired. */
  enum Missing implements TimeToLive {
    /** The only one. */
    MISSING
  }

  /** The key is there and does not expire. */
  enum Unlimited implements TimeToLive {
    /** The only one. */
    UNLIMITED
  }

  /**
   * The key is there and expires.
   *
   * @param duration after what time, in whole milliseconds; positive
   */
  record Remaining(Duration duration) implements TimeToLive {}
}
