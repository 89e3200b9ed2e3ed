package dev.cairnkv;

import java.util.List;

/**
 * Figures about a store at one moment. Figures of different shards may be some operations apart
 * while writers are at work.
 *
 * @param keys the number of keys
 * @param lastSequence the sequence of the last record, 0 in an empty store
 * @param syncedSequence the sequence up to which everything is known to be synced
 * @param indexBytes the memory that the index takes
 * @param shards the shards, by id
 * @param restored what the last restore did
 */
public record StoreStats(
    long keys,
    long lastSequence,
    long syncedSequence,
    long indexBytes,
    List<ShardStats> shards,
    RestoreReport restored) {

  /** Makes the list unmodifiable. */
  public StoreStats {
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
