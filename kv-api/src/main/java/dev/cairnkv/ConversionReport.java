package dev.cairnkv;

import java.time.Duration;
import java.util.List;

/**
 * What a conversion did.
 *
 * @param convertedShards the number of shards that were removed after what is needed of them was
 *     appended anew
 * @param removedBytes the bytes that these took in the storage
 * @param movedRecords the number of records that were appended anew, kept tombstones among them
 * @param movedBytes the bytes of their new frames
 * @param remainingShards the shards that another codec wrote and that are still there: something in
 *     them is damaged, or cannot be brought into the form of the new codec, which was told as an
 *     event; or someone reads them as they were at an earlier moment, and a later conversion takes
 *     them
 * @param duration how long it took
 */
public record ConversionReport(
    int convertedShards,
    long removedBytes,
    long movedRecords,
    long movedBytes,
    List<Integer> remainingShards,
    Duration duration) {

  /** Makes the list unmodifiable. */
  public ConversionReport {
    remainingShards = List.copyOf(remainingShards);
  }

  /** Returns whether no shard of another codec is left. */
  public boolean isComplete() {
    return remainingShards.isEmpty();
  }
}
