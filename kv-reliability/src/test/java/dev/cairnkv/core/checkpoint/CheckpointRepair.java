package dev.cairnkv.core.checkpoint;

import static dev.cairnkv.core.checkpoint.CheckpointDescriptor.INT;
import static dev.cairnkv.core.checkpoint.CheckpointDescriptor.LONG;

import dev.cairnkv.core.frame.Checksum;
import java.lang.foreign.MemorySegment;
import java.util.UUID;

/** Makes the checksums of a changed checkpoint right again, so that a fuzzer gets behind them. */
public final class CheckpointRepair {
  private final byte[] bytes;
  private final MemorySegment segment;
  private final Checksum checksum;

  private CheckpointRepair(byte[] bytes, UUID storeId) {
    this.bytes = bytes;
    this.segment = MemorySegment.ofArray(bytes);
    this.checksum = Checksum.of(storeId, 0);
  }

  /** Writes the checksums of header, parts and footer, as far as these can be found. */
  public static void repair(byte[] checkpoint, UUID storeId) {
    new CheckpointRepair(checkpoint, storeId).repair();
  }

  private void repair() {
    long trailer = (long) bytes.length - CheckpointDescriptor.TRAILER_LENGTH;
    if (trailer < CheckpointDescriptor.HEADER_LENGTH) {
      return;
    }
    write(0, CheckpointDescriptor.CHECKSUM, CheckpointDescriptor.CHECKSUM);
    long footer = segment.get(LONG, trailer);
    if (footer < 0 || footer > trailer - CheckpointDescriptor.FOOTER_FIXED_LENGTH) {
      return;
    }
    repairParts(footer, trailer);
    long checksumAt = trailer + CheckpointDescriptor.TRAILER_CHECKSUM;
    write(footer, checksumAt - footer, checksumAt);
  }

  private void repairParts(long footer, long trailer) {
    long shards = Integer.toUnsignedLong(segment.get(INT, footer + CheckpointDescriptor.SHARDS));
    long part =
        footer
            + CheckpointDescriptor.FOOTER_FIXED_LENGTH
            + shards * CheckpointDescriptor.SHARD_LENGTH;
    long offset = CheckpointDescriptor.HEADER_LENGTH;
    for (;
        part + CheckpointDescriptor.PART_LENGTH <= trailer;
        part += CheckpointDescriptor.PART_LENGTH) {
      int keys = segment.get(INT, part + CheckpointDescriptor.PART_KEYS);
      long length = (long) keys * CheckpointDescriptor.KEY_LENGTH;
      if (keys < 0 || offset + length > footer) {
        return;
      }
      write(offset, length, part + CheckpointDescriptor.PART_CHECKSUM);
      offset += length;
    }
  }

  private void write(long start, long length, long checksumAt) {
    int plain = Checksum.plain(bytes, (int) start, (int) length);
    segment.set(INT, checksumAt, checksum.salted(plain, start));
  }
}
