package dev.cairnkv.core.checkpoint;

import dev.cairnkv.core.frame.Checksum;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.spi.CheckpointWriter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Writes the bytes of a checkpoint, part by part. To be used once. */
final class CheckpointEncoder {
  private final CheckpointWriter target;
  private final Checksum checksum;
  private long offset;

  CheckpointEncoder(CheckpointWriter target, CheckpointHead head) {
    this.target = target;
    this.checksum = Checksum.of(head.storeId(), 0);
    write(head);
  }

  private void write(CheckpointHead head) {
    byte[] bytes = new byte[CheckpointDescriptor.HEADER_LENGTH];
    MemorySegment part = MemorySegment.ofArray(bytes);
    part.set(
        CheckpointDescriptor.LONG, CheckpointDescriptor.MAGIC_OFFSET, CheckpointDescriptor.MAGIC);
    part.set(
        CheckpointDescriptor.INT, CheckpointDescriptor.FORMAT_OFFSET, CheckpointDescriptor.FORMAT);
    part.set(CheckpointDescriptor.INT, CheckpointDescriptor.SHARDS, head.shards().size());
    part.set(
        CheckpointDescriptor.LONG,
        CheckpointDescriptor.STORE_ID_HIGH,
        head.storeId().getMostSignificantBits());
    part.set(
        CheckpointDescriptor.LONG,
        CheckpointDescriptor.STORE_ID_LOW,
        head.storeId().getLeastSignificantBits());
    part.set(
        CheckpointDescriptor.INT, CheckpointDescriptor.POSITION_SHARD, head.position().shardId());
    part.set(
        CheckpointDescriptor.LONG, CheckpointDescriptor.POSITION_OFFSET, head.position().offset());
    part.set(
        CheckpointDescriptor.LONG,
        CheckpointDescriptor.NEXT_SEQUENCE,
        head.position().nextSequence());
    part.set(CheckpointDescriptor.LONG, CheckpointDescriptor.DOUBT_BELOW, head.doubtBelow());
    part.set(
        CheckpointDescriptor.INT,
        CheckpointDescriptor.CHECKSUM,
        checksum(bytes, 0, CheckpointDescriptor.CHECKSUM));
    append(bytes);
    writeShards(head);
  }

  private void writeShards(CheckpointHead head) {
    int length = head.shards().size() * CheckpointDescriptor.SHARD_LENGTH;
    byte[] bytes = new byte[length + CheckpointDescriptor.CHECKSUM_LENGTH];
    MemorySegment part = MemorySegment.ofArray(bytes);
    int next = 0;
    for (CheckpointHead.ShardState shard : head.shards()) {
      System.arraycopy(shard.header().encode(), 0, bytes, next, ShardHeaderDescriptor.LENGTH);
      part.set(CheckpointDescriptor.LONG, next + CheckpointDescriptor.SHARD_TAIL, shard.tail());
      next += CheckpointDescriptor.SHARD_LENGTH;
    }
    part.set(CheckpointDescriptor.INT, length, checksum(bytes, 0, length));
    append(bytes);
  }

  /**
   * Writes the keys of an index.
   *
   * @param roomForKeys how many there is room for
   * @return how many they were, or -1 if there was no room for all of them
   */
  long write(Index index, long roomForKeys) {
    long keys = 0;
    for (int i = 0; i < index.subTables(); i++) {
      long[] slots = index.slots(i);
      long longsLeft = (roomForKeys - keys) * CheckpointDescriptor.KEY_LENGTH / Long.BYTES;
      if (slots.length > longsLeft) {
        return -1;
      }
      keys += writePart(slots);
    }
    byte[] end = new byte[CheckpointDescriptor.END_LENGTH];
    MemorySegment part = MemorySegment.ofArray(end);
    part.set(CheckpointDescriptor.LONG, 0, keys);
    part.set(
        CheckpointDescriptor.INT,
        CheckpointDescriptor.END_CHECKSUM,
        checksum(end, 0, CheckpointDescriptor.END_CHECKSUM));
    append(end);
    return keys;
  }

  private int writePart(long[] slots) {
    int length = slots.length * Long.BYTES;
    byte[] bytes = new byte[CheckpointDescriptor.PART_HEADER_LENGTH + length];
    MemorySegment part = MemorySegment.ofArray(bytes);
    MemorySegment.copy(
        MemorySegment.ofArray(slots),
        ValueLayout.JAVA_LONG,
        0,
        part,
        CheckpointDescriptor.LONG,
        CheckpointDescriptor.PART_HEADER_LENGTH,
        slots.length);
    int keys = length / CheckpointDescriptor.KEY_LENGTH;
    part.set(CheckpointDescriptor.INT, CheckpointDescriptor.PART_KEYS, keys);
    part.set(
        CheckpointDescriptor.INT,
        CheckpointDescriptor.PART_CHECKSUM,
        checksum(bytes, CheckpointDescriptor.PART_HEADER_LENGTH, length));
    append(bytes);
    return keys;
  }

  private int checksum(byte[] bytes, int start, int length) {
    return checksum.salted(Checksum.plain(bytes, start, length), offset);
  }

  private void append(byte[] bytes) {
    target.append(bytes, 0, bytes.length);
    offset += bytes.length;
  }
}
