package dev.cairnkv.core.checkpoint;

import static dev.cairnkv.core.checkpoint.CheckpointDescriptor.INT;
import static dev.cairnkv.core.checkpoint.CheckpointDescriptor.LONG;

import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.checkpoint.CheckpointHead.ShardState;
import dev.cairnkv.core.frame.Checksum;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.log.FrameCounts;
import dev.cairnkv.core.log.LogPosition;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.spi.CheckpointReader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Reads the bytes of a checkpoint, and checks what it reads. What is wrong is a {@link
 * WrongFormatException}.
 */
final class CheckpointDecoder {
  private record Part(long offset, int keys, int checksum) {}

  private final CheckpointReader source;
  private final UUID storeId;
  private final Checksum checksum;
  private final Map<Integer, Part> parts = new HashMap<>();

  CheckpointDecoder(CheckpointReader source, UUID storeId) {
    this.source = source;
    this.storeId = storeId;
    this.checksum = Checksum.of(storeId, 0);
  }

  /** Returns whether the checkpoint has the format that this reads. */
  boolean isOfThisFormat() {
    MemorySegment header = read(0, CheckpointDescriptor.HEADER_LENGTH);
    require(
        header.get(LONG, CheckpointDescriptor.MAGIC_OFFSET) == CheckpointDescriptor.MAGIC,
        "it is no checkpoint");
    int format = header.get(INT, CheckpointDescriptor.FORMAT_OFFSET);
    require(
        format > 0 && format <= CheckpointDescriptor.FORMAT,
        "it has format " + format + ", which this version does not read");
    return format == CheckpointDescriptor.FORMAT;
  }

  /** Reads all but the keys. This comes first. */
  CheckpointHead head() {
    readHeader();
    long trailerAt = source.sizeBytes() - CheckpointDescriptor.TRAILER_LENGTH;
    MemorySegment trailer = read(trailerAt, CheckpointDescriptor.TRAILER_LENGTH);
    long footerAt = trailer.get(LONG, 0);
    require(
        footerAt >= CheckpointDescriptor.HEADER_LENGTH
            && footerAt <= trailerAt - CheckpointDescriptor.FOOTER_FIXED_LENGTH,
        "its footer is nowhere");
    MemorySegment footer = read(footerAt, trailerAt - footerAt + Long.BYTES);
    requireChecksum(
        footer, footerAt, trailer.get(INT, CheckpointDescriptor.TRAILER_CHECKSUM), "its footer");
    int shardCount = footer.get(INT, CheckpointDescriptor.SHARDS);
    int partCount = footer.get(INT, CheckpointDescriptor.PARTS);
    require(
        shardCount >= 0
            && partCount >= 0
            && CheckpointDescriptor.footerBytes(shardCount, partCount)
                == source.sizeBytes() - footerAt,
        "its footer has not the length that it says");
    long shardsAt = CheckpointDescriptor.FOOTER_FIXED_LENGTH;
    List<ShardState> shards = shards(footer, shardsAt, shardCount);
    long partsAt = shardsAt + (long) shardCount * CheckpointDescriptor.SHARD_LENGTH;
    long keys = readParts(footer, partsAt, partCount, footerAt);
    require(
        footer.get(LONG, CheckpointDescriptor.KEYS) == keys,
        "it has not the number of keys that it says");
    return new CheckpointHead(
        position(footer),
        footer.get(LONG, CheckpointDescriptor.DOUBT_BELOW),
        mayExpire(footer),
        keys,
        shards);
  }

  private void readHeader() {
    MemorySegment header = read(0, CheckpointDescriptor.HEADER_LENGTH);
    UUID found =
        new UUID(
            header.get(LONG, CheckpointDescriptor.STORE_ID_HIGH),
            header.get(LONG, CheckpointDescriptor.STORE_ID_LOW));
    require(found.equals(storeId), "it belongs to another store");
    requireChecksum(
        header.asSlice(0, CheckpointDescriptor.CHECKSUM),
        0,
        header.get(INT, CheckpointDescriptor.CHECKSUM),
        "its header");
  }

  private static LogPosition position(MemorySegment footer) {
    LogPosition position =
        new LogPosition(
            footer.get(INT, CheckpointDescriptor.POSITION_SHARD),
            footer.get(LONG, CheckpointDescriptor.POSITION_OFFSET),
            footer.get(LONG, CheckpointDescriptor.NEXT_SEQUENCE));
    require(
        position.shardId() > 0 && mayBeATail(position.offset()) && position.nextSequence() > 0,
        "its position cannot be");
    return position;
  }

  private static boolean mayExpire(MemorySegment footer) {
    int flags = footer.get(INT, CheckpointDescriptor.FLAGS);
    require(
        (flags & ~CheckpointDescriptor.FLAG_MAY_EXPIRE) == 0,
        "it has flags " + flags + ", of which this version does not know all");
    return flags == CheckpointDescriptor.FLAG_MAY_EXPIRE;
  }

  private static boolean mayBeATail(long offset) {
    return offset >= ShardHeaderDescriptor.LENGTH && offset % FrameDescriptor.ALIGNMENT == 0;
  }

  private static List<ShardState> shards(MemorySegment footer, long start, int count) {
    List<ShardState> shards = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long at = start + (long) i * CheckpointDescriptor.SHARD_LENGTH;
      long tail = footer.get(LONG, at + CheckpointDescriptor.SHARD_TAIL);
      require(mayBeATail(tail), "the tail of a shard cannot be");
      shards.add(
          new ShardState(
              ShardHeader.decode(
                  footer.asSlice(at, ShardHeaderDescriptor.LENGTH),
                  "the checkpoint's copy of a shard header"),
              tail,
              new FrameCounts(
                  footer.get(LONG, at + CheckpointDescriptor.SHARD_LIVE_BYTES),
                  footer.get(LONG, at + CheckpointDescriptor.SHARD_LIVE_RECORDS),
                  footer.get(LONG, at + CheckpointDescriptor.SHARD_TOMBSTONE_BYTES),
                  footer.get(INT, at + CheckpointDescriptor.SHARD_BROKEN_BATCH) != 0)));
    }
    return shards;
  }

  private long readParts(MemorySegment footer, long start, int count, long footerAt) {
    long keys = 0;
    long offset = CheckpointDescriptor.HEADER_LENGTH;
    for (int i = 0; i < count; i++) {
      long at = start + (long) i * CheckpointDescriptor.PART_LENGTH;
      int partKeys = footer.get(INT, at + CheckpointDescriptor.PART_KEYS);
      require(partKeys >= 0, "a part of its keys has a negative length");
      parts.put(
          footer.get(INT, at + CheckpointDescriptor.PART_SUB_TABLE),
          new Part(offset, partKeys, footer.get(INT, at + CheckpointDescriptor.PART_CHECKSUM)));
      keys += partKeys;
      offset += (long) partKeys * CheckpointDescriptor.KEY_LENGTH;
    }
    require(parts.size() == count && offset <= footerAt, "its parts cannot be");
    return keys;
  }

  /** Reads what a sub-table held: see {@link Index#slots}. */
  long[] slots(int subTable) {
    Part part = parts.get(subTable);
    if (part == null) {
      return new long[0];
    }
    MemorySegment bytes = read(part.offset(), (long) part.keys() * CheckpointDescriptor.KEY_LENGTH);
    requireChecksum(bytes, part.offset(), part.checksum(), "a part of its keys");
    long[] slots = bytes.toArray(LONG);
    for (int i = 1; i < slots.length; i += 2) {
      require(slots[i] != Location.NONE, "a key is nowhere");
    }
    return slots;
  }

  /** Returns a copy: see FrameDecoder on why mapped memory is not checked. */
  private MemorySegment read(long offset, long length) {
    boolean within = offset >= 0 && length >= 0 && length <= source.sizeBytes() - offset;
    require(within && length <= Integer.MAX_VALUE - 8, "it ends too early");
    byte[] copy = source.read(offset, length).toArray(ValueLayout.JAVA_BYTE);
    LogShard.deliverFaults();
    return MemorySegment.ofArray(copy);
  }

  private void requireChecksum(MemorySegment copy, long offset, int found, String what) {
    byte[] bytes = (byte[]) copy.heapBase().orElseThrow();
    int plain = Checksum.plain(bytes, 0, (int) copy.byteSize());
    require(found == checksum.salted(plain, offset), what + " fails its checksum");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new WrongFormatException("the checkpoint does not hold: " + otherwise);
    }
  }
}
