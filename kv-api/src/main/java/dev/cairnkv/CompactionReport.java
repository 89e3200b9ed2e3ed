package dev.cairnkv;

import java.time.Duration;
import java.util.List;

/**
 * What a compaction did.
 *
 * @param removedShards the number of shards that were removed
 * @param removedBytes the bytes that these took in the storage
 * @param movedRecords the number of records that were appended anew, kept tombstones among them
 * @param movedBytes the bytes of their new frames
 * @param skippedShards the shards that were left as they are, since something in them cannot be
 *     read; why, was told as an event
 * @param duration how long it took
 */
public record CompactionReport(
    int removedShards,
    long removedBytes,
    long movedRecords,
    long movedBytes,
    List<Integer> skippedShards,
    Duration duration) {

  /** Makes the list unmodifiable. */
  public CompactionReport {
    skippedShards = List.copyOf(skippedShards);
  }

  /** Returns the bytes that were gained: those of the removed shards, less what was appended. */
  public long freedBytes() {
    return removedBytes - movedBytes;
  }
}
