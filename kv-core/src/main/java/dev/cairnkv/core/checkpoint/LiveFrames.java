package dev.cairnkv.core.checkpoint;

import dev.cairnkv.core.frame.Location;
import java.util.Arrays;

/** Counts the frames that the keys of a checkpoint are in, for each shard. For one thread. */
final class LiveFrames {
  private long[] bytes = new long[16];
  private long[] records = new long[16];

  /** Counts the locations among the {@linkplain dev.cairnkv.core.index.Index#slots slots}. */
  void count(long[] slots) {
    for (int i = 1; i < slots.length; i += 2) {
      int shardId = Location.shardId(slots[i]);
      if (shardId >= bytes.length) {
        int length = Math.max(2 * bytes.length, shardId + 1);
        bytes = Arrays.copyOf(bytes, length);
        records = Arrays.copyOf(records, length);
      }
      bytes[shardId] += Location.lengthBound(slots[i]);
      records[shardId]++;
    }
  }

  long bytes(int shardId) {
    return shardId < bytes.length ? bytes[shardId] : 0;
  }

  long records(int shardId) {
    return shardId < records.length ? records[shardId] : 0;
  }
}
