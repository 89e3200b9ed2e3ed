package dev.cairnkv.core.checkpoint;

import dev.cairnkv.core.frame.Checksum;
import java.lang.foreign.MemorySegment;
import java.util.UUID;

/** Makes the checksums of a changed checkpoint right again, so that a fuzzer gets behind them. */
public final class CheckpointRepair {
  private static final int SUB_TABLES = 256;

  private final byte[] bytes;
  private final MemorySegment segment;
  private final Checksum checksum;
  private long offset;

  private CheckpointRepair(byte[] bytes, UUID storeId) {
    this.bytes = bytes;
    this.segment = MemorySegment.ofArray(bytes);
    this.checksum = Checksum.of(storeId, 0);
  }

  /**
   * Walks over the parts as far as their lengths lead, and writes the checksums they should have.
   */
  public static void repair(byte[] checkpoint, UUID storeId) {
    new CheckpointRepair(checkpoint, storeId).repair();
  }

  private void repair() {
    if (bytes.length < CheckpointDescriptor.HEADER_LENGTH) {
      return;
    }
    long shards =
        Integer.toUnsignedLong(segment.get(CheckpointDescriptor.INT, CheckpointDescriptor.SHARDS));
    boolean more =
        part(
            0,
            CheckpointDescriptor.CHECKSUM,
            CheckpointDescriptor.CHECKSUM,
            CheckpointDescriptor.HEADER_LENGTH);
    long length = shards * CheckpointDescriptor.SHARD_LENGTH;
    more = more && part(0, length, length, length + CheckpointDescriptor.CHECKSUM_LENGTH);
    for (int i = 0; more && i < SUB_TABLES; i++) {
      more = keys();
    }
    if (more) {
      var _ =
          part(
              0,
              CheckpointDescriptor.END_CHECKSUM,
              CheckpointDescriptor.END_CHECKSUM,
              CheckpointDescriptor.END_LENGTH);
    }
  }

  private boolean keys() {
    if (offset + CheckpointDescriptor.PART_HEADER_LENGTH > bytes.length) {
      return false;
    }
    long keys =
        Integer.toUnsignedLong(
            segment.get(CheckpointDescriptor.INT, offset + CheckpointDescriptor.PART_KEYS));
    long length = keys * CheckpointDescriptor.KEY_LENGTH;
    return part(
        CheckpointDescriptor.PART_HEADER_LENGTH,
        length,
        CheckpointDescriptor.PART_CHECKSUM,
        CheckpointDescriptor.PART_HEADER_LENGTH + length);
  }

  /** Writes the checksum of a part and goes on behind it, unless it goes beyond the end. */
  private boolean part(long start, long length, long checksumAt, long partLength) {
    if (offset + partLength > bytes.length) {
      return false;
    }
    int plain = Checksum.plain(bytes, (int) (offset + start), (int) length);
    segment.set(CheckpointDescriptor.INT, offset + checksumAt, checksum.salted(plain, offset));
    offset += partLength;
    return true;
  }
}
