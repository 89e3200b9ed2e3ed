package dev.cairnkv.core.compact;

import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.log.FrameCounts;
import dev.cairnkv.core.log.LogShard;

/**
 * What a shard holds.
 *
 * @param id its id
 * @param frameBytes the bytes of its frames, without the seal
 * @param counts what is counted of them
 * @param mayGo whether it can be removed at all
 */
record ShardSpace(int id, long frameBytes, FrameCounts counts, boolean mayGo) {
  private static final int BYTES_BESIDE_FRAMES =
      ShardHeaderDescriptor.LENGTH + FrameDescriptor.SEAL_LENGTH;

  static ShardSpace of(LogShard shard, boolean mayGo) {
    long frameBytes = Math.max(0, shard.tail() - BYTES_BESIDE_FRAMES);
    return new ShardSpace(shard.id(), frameBytes, shard.counts(), mayGo);
  }

  long liveBytes() {
    return counts.liveBytes();
  }

  /** Returns the bytes that go with the shard, whatever becomes of its tombstones. */
  long deadBytes() {
    return Math.max(0, frameBytes - liveBytes() - counts.tombstoneBytes());
  }

  boolean isEmpty() {
    return frameBytes == 0;
  }
}
