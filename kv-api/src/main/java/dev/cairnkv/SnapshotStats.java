package dev.cairnkv;

import java.time.Duration;

/**
 * Figures about the snapshots that are open.
 *
 * @param open how many there are
 * @param oldestSequence {@link Snapshot#sequence} of the oldest; 0 if there is none
 * @param oldestAge for how long the oldest is open; zero if there is none
 * @param pinnedUpToShardId no shard up to this id is removed or compacted while these snapshots are
 *     open; 0 if there is none
 * @param indexBytes the memory that the parts of the index take that are kept for them; it is part
 *     of {@link StoreStats#indexBytes}
 */
public record SnapshotStats(
    int open, long oldestSequence, Duration oldestAge, int pinnedUpToShardId, long indexBytes) {
  private static final SnapshotStats NONE = new SnapshotStats(0, 0, Duration.ZERO, 0, 0);

  /** Returns the figures where no snapshot is open. */
  public static SnapshotStats none() {
    return NONE;
  }
}
