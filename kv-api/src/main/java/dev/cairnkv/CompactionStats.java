package dev.cairnkv;

/**
 * Figures about the compactions of a store since it was restored.
 *
 * @param appendedBytes the bytes of all frames that were appended, by writers and by compactions
 * @param movedBytes the bytes of those that compactions appended
 * @param removedShards the number of shards that were removed
 * @param removedBytes the bytes that these took in the storage
 */
public record CompactionStats(
    long appendedBytes, long movedBytes, long removedShards, long removedBytes) {

  /** Returns how many bytes were appended for each byte that a writer appended; at least 1. */
  public double writeAmplification() {
    long written = appendedBytes - movedBytes;
    return written <= 0 ? 1 : (double) appendedBytes / written;
  }
}
