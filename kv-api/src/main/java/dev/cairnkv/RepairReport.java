package dev.cairnkv;

import java.time.Duration;
import java.util.List;

/**
 * What a repair did, or would do.
 *
 * @param dryRun whether nothing was written
 * @param findings what was wrong; empty if there was nothing to do
 * @param salvagedRecords the number of intact records that were appended anew
 * @param salvagedDeletions the number of deletions that were appended anew, so that no older record
 *     comes back
 * @param salvagedBytes the bytes of the payloads of those records
 * @param lost the records that are lost
 * @param lostRanges where records of unknown number and key are missing
 * @param quarantined the shards that were moved into quarantine
 * @param missingShards the ids of the shards that are missing, and given up
 * @param duration how long it took
 * @param <K> the type of the keys
 */
public record RepairReport<K>(
    boolean dryRun,
    List<Finding<K>> findings,
    long salvagedRecords,
    long salvagedDeletions,
    long salvagedBytes,
    List<LostRecord<K>> lost,
    List<LostRange> lostRanges,
    List<Quarantined> quarantined,
    List<Integer> missingShards,
    Duration duration) {

  /** Makes the lists unmodifiable. */
  public RepairReport {
    findings = List.copyOf(findings);
    lost = List.copyOf(lost);
    lostRanges = List.copyOf(lostRanges);
    quarantined = List.copyOf(quarantined);
    missingShards = List.copyOf(missingShards);
  }

  /** Returns whether there was anything to repair. */
  public boolean wasNeeded() {
    return !findings.isEmpty() || !quarantined.isEmpty();
  }

  /**
   * A shard in quarantine.
   *
   * @param shardId its id, which is never used again
   * @param place where it is now, for messages; empty if it was not moved, in a dry run
   */
  public record Quarantined(int shardId, String place) {}
}
