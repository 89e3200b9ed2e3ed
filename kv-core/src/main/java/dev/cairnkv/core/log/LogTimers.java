package dev.cairnkv.core.log;

import dev.cairnkv.core.time.Timer;
import dev.cairnkv.spi.Clock;

/**
 * How long the slow parts of a log's work take.
 *
 * @param syncs syncs of the active shard, but for those of a roll
 * @param rolls changes from a full shard to a new one
 * @param stalls the part of a roll in which the full shard is synced
 */
public record LogTimers(Timer syncs, Timer rolls, Timer stalls) {

  /** Makes the timers of a new log. */
  LogTimers(Clock clock) {
    this(new Timer(clock), new Timer(clock), new Timer(clock));
  }
}
