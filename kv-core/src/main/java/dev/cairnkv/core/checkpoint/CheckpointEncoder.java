package dev.cairnkv.core.checkpoint;

import static dev.cairnkv.core.checkpoint.CheckpointDescriptor.INT;
import static dev.cairnkv.core.checkpoint.CheckpointDescriptor.LONG;

import dev.cairnkv.core.checkpoint.CheckpointHead.ShardState;
import dev.cairnkv.core.frame.Checksum;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.log.FrameCounts;
import dev.cairnkv.spi.CheckpointWriter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes the bytes of a checkpoint: its header, its parts, its footer. To be used once. */
final class CheckpointEncoder {
  private static final int ZEROS = 64 << 10;

  private record Part(int subTable, int keys, int checksum) {}

  private final CheckpointWriter target;
  private final long sizeBytes;
  private final Checksum checksum;
  private final LiveFrames live = new LiveFrames();
  private final List<Part> parts = new ArrayList<>();
  private long keys;
  private long offset;

  /**
   * Writes the header.
   *
   * @param sizeBytes the bytes that there is room for
   */
  CheckpointEncoder(CheckpointWriter target, UUID storeId, long sizeBytes) {
    this.target = target;
    this.sizeBytes = sizeBytes;
    this.checksum = Checksum.of(storeId, 0);
    byte[] header = new byte[CheckpointDescriptor.HEADER_LENGTH];
    MemorySegment bytes = MemorySegment.ofArray(header);
    bytes.set(LONG, CheckpointDescriptor.MAGIC_OFFSET, CheckpointDescriptor.MAGIC);
    bytes.set(INT, CheckpointDescriptor.FORMAT_OFFSET, CheckpointDescriptor.FORMAT);
    bytes.set(LONG, CheckpointDescriptor.STORE_ID_HIGH, storeId.getMostSignificantBits());
    bytes.set(LONG, CheckpointDescriptor.STORE_ID_LOW, storeId.getLeastSignificantBits());
    bytes.set(INT, CheckpointDescriptor.CHECKSUM, checksum(header, CheckpointDescriptor.CHECKSUM));
    append(header);
  }

  /** Writes the keys of an index, and returns false if there is no room for all of them. */
  boolean writeKeys(Index index, long roomForKeys) {
    for (int subTable = 0; subTable < index.subTables(); subTable++) {
      long[] slots = index.slots(subTable);
      if (keys + slots.length / 2 > roomForKeys) {
        return false;
      }
      if (slots.length > 0) {
        writePart(subTable, slots);
      }
    }
    return true;
  }

  private void writePart(int subTable, long[] slots) {
    live.count(slots);
    byte[] bytes = new byte[slots.length * Long.BYTES];
    MemorySegment.copy(
        MemorySegment.ofArray(slots),
        ValueLayout.JAVA_LONG,
        0,
        MemorySegment.ofArray(bytes),
        LONG,
        0,
        slots.length);
    parts.add(new Part(subTable, slots.length / 2, checksum(bytes, bytes.length)));
    keys += slots.length / 2;
    append(bytes);
  }

  /** Returns the number of keys written. */
  long keys() {
    return keys;
  }

  /** Returns the counts of what the keys written are in. */
  LiveFrames live() {
    return live;
  }

  /** Writes the footer, and returns false if there is no room for it. */
  boolean finish(CheckpointHead head) {
    int length = (int) CheckpointDescriptor.footerBytes(head.shards().size(), parts.size());
    long gap = sizeBytes - offset - length;
    if (gap < 0) {
      return false;
    }
    appendZeros(gap);
    byte[] bytes = new byte[length];
    fill(MemorySegment.ofArray(bytes), head);
    append(bytes);
    return true;
  }

  private void fill(MemorySegment footer, CheckpointHead head) {
    footer.set(INT, CheckpointDescriptor.POSITION_SHARD, head.position().shardId());
    footer.set(INT, CheckpointDescriptor.PARTS, parts.size());
    footer.set(LONG, CheckpointDescriptor.POSITION_OFFSET, head.position().offset());
    footer.set(LONG, CheckpointDescriptor.NEXT_SEQUENCE, head.position().nextSequence());
    footer.set(LONG, CheckpointDescriptor.DOUBT_BELOW, head.doubtBelow());
    footer.set(LONG, CheckpointDescriptor.KEYS, head.keys());
    footer.set(INT, CheckpointDescriptor.SHARDS, head.shards().size());
    footer.set(
        INT,
        CheckpointDescriptor.FLAGS,
        head.mayExpire() ? CheckpointDescriptor.FLAG_MAY_EXPIRE : 0);
    long at = CheckpointDescriptor.FOOTER_FIXED_LENGTH;
    for (ShardState shard : head.shards()) {
      byte[] header = shard.header().encode();
      MemorySegment.copy(
          MemorySegment.ofArray(header), 0, footer, at, ShardHeaderDescriptor.LENGTH);
      footer.set(LONG, at + CheckpointDescriptor.SHARD_TAIL, shard.tail());
      FrameCounts counts = shard.counts();
      footer.set(LONG, at + CheckpointDescriptor.SHARD_LIVE_BYTES, counts.liveBytes());
      footer.set(LONG, at + CheckpointDescriptor.SHARD_LIVE_RECORDS, counts.liveRecords());
      footer.set(LONG, at + CheckpointDescriptor.SHARD_TOMBSTONE_BYTES, counts.tombstoneBytes());
      footer.set(
          INT, at + CheckpointDescriptor.SHARD_BROKEN_BATCH, counts.holdsBrokenBatch() ? 1 : 0);
      at += CheckpointDescriptor.SHARD_LENGTH;
    }
    for (Part part : parts) {
      footer.set(INT, at + CheckpointDescriptor.PART_SUB_TABLE, part.subTable());
      footer.set(INT, at + CheckpointDescriptor.PART_KEYS, part.keys());
      footer.set(INT, at + CheckpointDescriptor.PART_CHECKSUM, part.checksum());
      at += CheckpointDescriptor.PART_LENGTH;
    }
    footer.set(LONG, at, offset);
    byte[] bytes = (byte[]) footer.heapBase().orElseThrow();
    int trailerChecksum = (int) at + CheckpointDescriptor.TRAILER_CHECKSUM;
    footer.set(INT, trailerChecksum, checksum(bytes, trailerChecksum));
  }

  private int checksum(byte[] bytes, int length) {
    return checksum.salted(Checksum.plain(bytes, 0, length), offset);
  }

  private void appendZeros(long count) {
    byte[] zeros = new byte[(int) Math.min(count, ZEROS)];
    for (long left = count; left > 0; left -= zeros.length) {
      int length = (int) Math.min(left, zeros.length);
      target.append(zeros, 0, length);
      offset += length;
    }
  }

  private void append(byte[] bytes) {
    target.append(bytes, 0, bytes.length);
    offset += bytes.length;
  }
}
