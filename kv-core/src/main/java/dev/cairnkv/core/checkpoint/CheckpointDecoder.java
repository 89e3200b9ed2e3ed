package dev.cairnkv.core.checkpoint;

import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.checkpoint.CheckpointHead.ShardState;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Checksum;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.log.LogPosition;
import dev.cairnkv.spi.CheckpointReader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads the bytes of a checkpoint, part by part, and checks each. To be used once. What is wrong is
 * a {@link WrongFormatException}.
 */
final class CheckpointDecoder {
  private final CheckpointReader source;
  private final UUID storeId;
  private final Checksum checksum;
  private long offset;

  CheckpointDecoder(CheckpointReader source, UUID storeId) {
    this.source = source;
    this.storeId = storeId;
    this.checksum = Checksum.of(storeId, 0);
  }

  CheckpointHead head() {
    MemorySegment part = next(CheckpointDescriptor.HEADER_LENGTH);
    require(
        part.get(CheckpointDescriptor.LONG, CheckpointDescriptor.MAGIC_OFFSET)
            == CheckpointDescriptor.MAGIC,
        "it is no checkpoint");
    require(
        part.get(CheckpointDescriptor.INT, CheckpointDescriptor.FORMAT_OFFSET)
            == CheckpointDescriptor.FORMAT,
        "it has another format");
    UUID found =
        new UUID(
            part.get(CheckpointDescriptor.LONG, CheckpointDescriptor.STORE_ID_HIGH),
            part.get(CheckpointDescriptor.LONG, CheckpointDescriptor.STORE_ID_LOW));
    require(found.equals(storeId), "it belongs to another store");
    requireChecksum(
        part, 0, CheckpointDescriptor.CHECKSUM, CheckpointDescriptor.CHECKSUM, "its header");
    offset += CheckpointDescriptor.HEADER_LENGTH;
    LogPosition position =
        new LogPosition(
            part.get(CheckpointDescriptor.INT, CheckpointDescriptor.POSITION_SHARD),
            part.get(CheckpointDescriptor.LONG, CheckpointDescriptor.POSITION_OFFSET),
            part.get(CheckpointDescriptor.LONG, CheckpointDescriptor.NEXT_SEQUENCE));
    require(
        position.shardId() > 0 && mayBeATail(position.offset()) && position.nextSequence() > 0,
        "its position cannot be");
    return new CheckpointHead(
        storeId,
        position,
        part.get(CheckpointDescriptor.LONG, CheckpointDescriptor.DOUBT_BELOW),
        shards(part.get(CheckpointDescriptor.INT, CheckpointDescriptor.SHARDS)));
  }

  private static boolean mayBeATail(long offset) {
    return offset >= ShardHeaderDescriptor.LENGTH && offset % FrameDescriptor.ALIGNMENT == 0;
  }

  private List<ShardState> shards(int count) {
    long length = (long) count * CheckpointDescriptor.SHARD_LENGTH;
    MemorySegment part = next(length + CheckpointDescriptor.CHECKSUM_LENGTH);
    requireChecksum(part, 0, length, length, "its list of shards");
    offset += part.byteSize();
    List<ShardState> shards = new ArrayList<>();
    for (long at = 0; at < length; at += CheckpointDescriptor.SHARD_LENGTH) {
      MemorySegment header = part.asSlice(at, ShardHeaderDescriptor.LENGTH);
      long tail = part.get(CheckpointDescriptor.LONG, at + CheckpointDescriptor.SHARD_TAIL);
      require(mayBeATail(tail), "the tail of a shard cannot be");
      shards.add(
          new ShardState(
              ShardHeader.decode(header, "the checkpoint's copy of a shard header"), tail));
    }
    return shards;
  }

  /** Reads the keys into an index, and returns how many they are. */
  long keysInto(Index index) {
    long keys = 0;
    for (int i = 0; i < index.subTables(); i++) {
      keys += readPart(index);
    }
    MemorySegment end = next(CheckpointDescriptor.END_LENGTH);
    requireChecksum(
        end, 0, CheckpointDescriptor.END_CHECKSUM, CheckpointDescriptor.END_CHECKSUM, "its end");
    require(
        end.get(CheckpointDescriptor.LONG, 0) == keys && index.size() == keys,
        "it has not the number of keys that it says");
    return keys;
  }

  private int readPart(Index index) {
    int keys =
        next(CheckpointDescriptor.PART_HEADER_LENGTH)
            .get(CheckpointDescriptor.INT, CheckpointDescriptor.PART_KEYS);
    require(keys >= 0, "a part of its keys has a negative length");
    long length = (long) keys * CheckpointDescriptor.KEY_LENGTH;
    MemorySegment part = next(CheckpointDescriptor.PART_HEADER_LENGTH + length);
    requireChecksum(
        part,
        CheckpointDescriptor.PART_HEADER_LENGTH,
        length,
        CheckpointDescriptor.PART_CHECKSUM,
        "a part of its keys");
    offset += part.byteSize();
    for (long at = CheckpointDescriptor.PART_HEADER_LENGTH;
        at < part.byteSize();
        at += CheckpointDescriptor.KEY_LENGTH) {
      index.put(
          new Fingerprint(
              part.get(CheckpointDescriptor.LONG, at),
              part.get(CheckpointDescriptor.LONG, at + Long.BYTES)),
          part.get(CheckpointDescriptor.LONG, at + 2 * Long.BYTES));
    }
    return keys;
  }

  /** Returns a copy of the next bytes: see FrameDecoder on why mapped memory is not checked. */
  private MemorySegment next(long length) {
    long left = source.sizeBytes() - offset;
    require(length >= 0 && length <= left && length <= Integer.MAX_VALUE - 8, "it ends too early");
    byte[] copy = source.read(offset, length).toArray(ValueLayout.JAVA_BYTE);
    return MemorySegment.ofArray(copy);
  }

  private void requireChecksum(
      MemorySegment part, long start, long length, long checksumAt, String what) {
    byte[] bytes = (byte[]) part.heapBase().orElseThrow();
    int expected = checksum.salted(Checksum.plain(bytes, (int) start, (int) length), offset);
    int found = part.get(CheckpointDescriptor.INT, checksumAt);
    require(found == expected, what + " fails its checksum");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new WrongFormatException("the checkpoint does not hold: " + otherwise);
    }
  }
}
