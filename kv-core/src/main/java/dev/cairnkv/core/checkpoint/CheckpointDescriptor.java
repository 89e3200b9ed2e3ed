package dev.cairnkv.core.checkpoint;

import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Where things are in a checkpoint. All numbers are little-endian.
 *
 * <pre>
 *   0                 8                 12                16
 *  +-----------------+-----------------+-----------------+-----------------+
 *  | magic           | format          | shards          | store id high   |
 *  +-----------------+-----------------+-----------------+-----------------+ 24
 *  | store id low    | shard           | zero            | offset          |
 *  +-----------------+-----------------+-----------------+-----------------+ 48
 *  | next sequence   | doubt below     | checksum        | zero            |
 *  +-----------------+-----------------+-----------------+-----------------+ 72
 *  | for each shard: its header (128), its tail (8)                        |
 *  +-----------------------------------------------------------------------+
 *  | their checksum (4), zero (4)                                          |
 *  +-----------------------------------------------------------------------+
 *  | 256 times: keys (4), checksum (4),                                    |
 *  |            for each key: fingerprint high, low, location (8 each)     |
 *  +-----------------------------------------------------------------------+
 *  | the number of all keys (8), checksum (4), zero (4)                    |
 *  +-----------------------------------------------------------------------+
 * </pre>
 *
 * Each checksum is that of the bytes of its part without itself, salted like those of frames, for
 * shard 0 and the offset where the part begins. Bytes behind the end mean nothing.
 */
final class CheckpointDescriptor {
  /** The bytes {@code CAIRNCKP}, read little-endian. */
  static final long MAGIC = 0x504b434e52494143L;

  static final int FORMAT = 1;

  static final int MAGIC_OFFSET = 0;
  static final int FORMAT_OFFSET = 8;
  static final int SHARDS = 12;
  static final int STORE_ID_HIGH = 16;
  static final int STORE_ID_LOW = 24;
  static final int POSITION_SHARD = 32;
  static final int POSITION_OFFSET = 40;
  static final int NEXT_SEQUENCE = 48;
  static final int DOUBT_BELOW = 56;
  static final int CHECKSUM = 64;
  static final int HEADER_LENGTH = 72;

  static final int SHARD_TAIL = ShardHeaderDescriptor.LENGTH;
  static final int SHARD_LENGTH = ShardHeaderDescriptor.LENGTH + Long.BYTES;
  static final int CHECKSUM_LENGTH = 8;

  static final int PART_KEYS = 0;
  static final int PART_CHECKSUM = 4;
  static final int PART_HEADER_LENGTH = 8;
  static final int KEY_LENGTH = 24;

  static final int END_CHECKSUM = 8;
  static final int END_LENGTH = 16;

  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private CheckpointDescriptor() {}

  /** Returns the bytes of a checkpoint. */
  static long sizeBytes(int shards, int subTables, long keys) {
    return HEADER_LENGTH
        + (long) shards * SHARD_LENGTH
        + CHECKSUM_LENGTH
        + (long) subTables * PART_HEADER_LENGTH
        + keys * KEY_LENGTH
        + END_LENGTH;
  }
}
