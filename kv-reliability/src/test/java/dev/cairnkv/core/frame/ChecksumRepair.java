package dev.cairnkv.core.frame;

import java.lang.foreign.MemorySegment;
import java.util.UUID;

/** Makes the checksums of a changed shard right again, so that a fuzzer gets behind them. */
public final class ChecksumRepair {
  private ChecksumRepair() {}

  /**
   * Walks over the frames as far as their lengths lead, and writes the checksums that they should
   * have.
   */
  public static void repair(byte[] shard, UUID storeId, int shardId) {
    if (shard.length < ShardHeaderDescriptor.LENGTH) {
      return;
    }
    LittleEndian.putInt(
        shard,
        ShardHeaderDescriptor.CHECKSUM,
        Checksum.plain(shard, 0, ShardHeaderDescriptor.CHECKSUM));
    Checksum checksum = Checksum.of(storeId, shardId);
    long offset = ShardHeaderDescriptor.LENGTH;
    while (shard.length - offset >= FrameDescriptor.MAX_HEADER_LENGTH) {
      offset += repairFrame(shard, (int) offset, checksum);
    }
  }

  /** Returns the length of the frame, or of what is left. */
  private static long repairFrame(byte[] shard, int offset, Checksum checksum) {
    int headerLength = FrameDescriptor.headerLength(shard[offset + FrameDescriptor.KIND_AND_FLAGS]);
    long payloadLength =
        Integer.toUnsignedLong(
            MemorySegment.ofArray(shard)
                .get(LittleEndian.INT_LAYOUT, offset + FrameDescriptor.PAYLOAD_LENGTH));
    long frameLength = FrameDescriptor.align(headerLength + payloadLength);
    boolean within = frameLength <= shard.length - offset;
    if (within) {
      int start = offset + headerLength;
      int plain = Checksum.plain(shard, start, (int) frameLength - headerLength);
      LittleEndian.putInt(
          shard, offset + FrameDescriptor.PAYLOAD_CHECKSUM, checksum.salted(plain, start));
    }
    int covered = offset + FrameDescriptor.HEADER_COVERED;
    int plain = Checksum.plain(shard, covered, headerLength - FrameDescriptor.HEADER_COVERED);
    LittleEndian.putInt(
        shard, offset + FrameDescriptor.HEADER_CHECKSUM, checksum.salted(plain, covered));
    return within ? frameLength : shard.length - offset;
  }
}
