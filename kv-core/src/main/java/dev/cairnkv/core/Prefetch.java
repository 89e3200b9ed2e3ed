package dev.cairnkv.core;

import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.log.LogShard;

/**
 * A short loop that only touches memory, so that the processor waits for several pieces at a time.
 */
final class Prefetch {
  private Prefetch() {}

  /** Touches the frames at the first {@code count} locations. */
  static void frames(Catalog catalog, long[] locations, int count) {
    try {
      for (int i = 0; i < count; i++) {
        long location = locations[i];
        LogShard shard = catalog.shards().find(Location.shardId(location));
        if (shard != null) {
          shard.prefetch(location);
        }
      }
      LogShard.deliverFaults();
    } catch (InternalError | IllegalStateException _) {
      // Whoever reads that frame meets the fault again, or finds the shard closed.
      return;
    }
  }
}
