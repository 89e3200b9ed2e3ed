package dev.cairnkv.core.log;

/**
 * What is counted of the frames of a shard.
 *
 * @param liveBytes the bytes of those that are the latest of their keys
 * @param liveRecords the number of those
 * @param tombstoneBytes the bytes of the tombstones
 * @param holdsBrokenBatch whether some are of a batch that was not written to its end
 */
public record FrameCounts(
    long liveBytes, long liveRecords, long tombstoneBytes, boolean holdsBrokenBatch) {
  /** Those of a shard without frames. */
  public static final FrameCounts NONE = new FrameCounts(0, 0, 0, false);
}
