package dev.cairnkv;

/**
 * Figures about a shard.
 *
 * @param id the id of the shard
 * @param codecId the id of the codec that wrote it
 * @param codecVersion the version of that codec
 * @param active whether new records go to this shard
 * @param sizeBytes the bytes that the shard takes in the storage
 * @param usedBytes the bytes from its beginning to the end of its last frame
 * @param liveBytes the bytes of the frames that hold the latest record of a key; frames above 16
 *     KiB count with up to 2 % more than their size
 * @param liveRecords the number of those frames; while other threads write, up to 32 may be counted
 *     that were just replaced
 * @param tombstoneBytes the bytes of the frames that say that a key is deleted; a compaction drops
 *     them when no older shard can hold the key
 */
public record ShardStats(
    int id,
    String codecId,
    int codecVersion,
    boolean active,
    long sizeBytes,
    long usedBytes,
    long liveBytes,
    long liveRecords,
    long tombstoneBytes) {

  /** Returns the used bytes that are neither live nor tombstones. */
  public long deadBytes() {
    return Math.max(0, usedBytes - liveBytes - tombstoneBytes);
  }
}
