package dev.cairnkv;

import java.util.List;

/**
 * Figures about a store at one moment. Figures of different shards may be some operations apart
 * while writers are at work.
 *
 * @param keys the number of keys
 * @param lastSequence the sequence of the last record, 0 in an empty store
 * @param syncedSequence the sequence up to which everything is known to be synced
 * @param checkpointSequence every record up to this sequence is in the checkpoint; 0 without one
 * @param indexBytes the memory that the index takes
 * @param shards the shards, by id
 * @param damages the damaged places known so far, found by the restore or by reads; the first
 *     {@value #MAX_DAMAGES} of them
 * @param restored what the last restore did
 * @param operations what the store was asked to do since then
 * @param compaction what compactions did since then
 * @param timings how long syncs, rolls, checkpoints and compactions took since then
 * @param snapshots the snapshots that are open
 */
public record StoreStats(
    long keys,
    long lastSequence,
    long syncedSequence,
    long checkpointSequence,
    long indexBytes,
    List<ShardStats> shards,
    List<Damage> damages,
    RestoreReport restored,
    OperationStats operations,
    CompactionStats compaction,
    TimingStats timings,
    SnapshotStats snapshots) {

  /** How many damaged places are listed at most. */
  public static final int MAX_DAMAGES = 1000;

  /** Makes the lists unmodifiable. */
  public StoreStats {
    damages = List.copyOf(damages);
    shards = List.copyOf(shards);
  }

  /** Returns the bytes of frames that hold the latest record of a key, over all shards. */
  public long liveBytes() {
    return shards.stream().mapToLong(ShardStats::liveBytes).sum();
  }

  /** Returns the bytes that frames take, over all shards. */
  public long usedBytes() {
    return shards.stream().mapToLong(ShardStats::usedBytes).sum();
  }

  /** Returns the size of all shards together. */
  public long sizeBytes() {
    return shards.stream().mapToLong(ShardStats::sizeBytes).sum();
  }
}
