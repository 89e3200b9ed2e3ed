package dev.cairnkv.core.restore;

import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.log.LogShard;

/** Tells whether a shard without an intact seal is as long as it must be. */
public final class ShardEnd {
  private ShardEnd() {}

  /**
   * Returns whether something else has cut an unsealed shard. Only a sealed one is ever cut to
   * size, so a shorter one has its tail where its seal was, whose bytes are damaged or zero.
   *
   * @param tail the end of the last frame
   */
  public static boolean isMissing(LogShard shard, long tail) {
    boolean isWhole = shard.sizeBytes() == shard.header().shardSizeBytes();
    boolean endsWithASeal = tail + FrameDescriptor.SEAL_LENGTH == shard.sizeBytes();
    return lacksRoomForASeal(shard, tail)
        || !(isWhole || (endsWithASeal && mayBeASeal(shard, tail)));
  }

  /** Returns whether there is no room for a seal at {@code tail}: there always was. */
  static boolean lacksRoomForASeal(LogShard shard, long tail) {
    return tail + FrameDescriptor.SEAL_LENGTH > shard.sizeBytes();
  }

  private static boolean mayBeASeal(LogShard shard, long tail) {
    return switch (shard.correctedFrame(tail)) {
      case Frame.Intact(FrameHeader header, _) -> header.kind() == FrameKind.SEAL;
      case Frame.DamagedPayload(FrameHeader header) -> header.kind() == FrameKind.SEAL;
      case Frame.NoFrame _ -> shard.writtenBytes(tail) == 0;
    };
  }
}
