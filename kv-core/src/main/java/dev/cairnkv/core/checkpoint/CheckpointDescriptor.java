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
 *  | magic           | format          | zero            | store id high   |
 *  +-----------------+-----------------+-----------------+-----------------+ 24
 *  | store id low    | checksum        | zero            |
 *  +-----------------+-----------------+-----------------+ 40
 *  | parts: for each key of a sub-table: lower half of the fingerprint (8), location (8)
 *  +------------------------------------
 *  | zeros
 *  +------------------------------------ footer
 *  | shard (4), parts (4), offset (8), next sequence (8), doubt below (8), keys (8),
 *  | shards (4), flags (4)
 *  +------------------------------------ footer + 48
 *  | for each shard: its header (128), its tail (8), live bytes (8), live records (8),
 *  | tombstone bytes (8), whether it holds a broken batch (4), zero (4)
 *  +------------------------------------
 *  | for each part: its sub-table (4), its keys (4), its checksum (4)
 *  +------------------------------------ end - 16
 *  | offset of the footer (8), checksum of the footer and this offset (4), zero (4)
 *  +------------------------------------
 * </pre>
 *
 * The footer comes last because the keys are taken while writing goes on. Each checksum is salted
 * like those of frames, for shard 0 and the offset where the bytes begin that it covers.
 */
final class CheckpointDescriptor {
  /** The bytes {@code CAIRNCKP}, read little-endian. */
  static final long MAGIC = 0x504b434e52494143L;

  static final int FORMAT = 3;

  static final int MAGIC_OFFSET = 0;
  static final int FORMAT_OFFSET = 8;
  static final int STORE_ID_HIGH = 16;
  static final int STORE_ID_LOW = 24;
  static final int CHECKSUM = 32;
  static final int HEADER_LENGTH = 40;

  static final int KEY_LENGTH = 16;

  static final int POSITION_SHARD = 0;
  static final int PARTS = 4;
  static final int POSITION_OFFSET = 8;
  static final int NEXT_SEQUENCE = 16;
  static final int DOUBT_BELOW = 24;
  static final int KEYS = 32;
  static final int SHARDS = 40;
  static final int FLAGS = 44;
  static final int FOOTER_FIXED_LENGTH = 48;

  static final int FLAG_MAY_EXPIRE = 0x01;

  static final int SHARD_TAIL = ShardHeaderDescriptor.LENGTH;
  static final int SHARD_LIVE_BYTES = SHARD_TAIL + Long.BYTES;
  static final int SHARD_LIVE_RECORDS = SHARD_LIVE_BYTES + Long.BYTES;
  static final int SHARD_TOMBSTONE_BYTES = SHARD_LIVE_RECORDS + Long.BYTES;
  static final int SHARD_BROKEN_BATCH = SHARD_TOMBSTONE_BYTES + Long.BYTES;
  static final int SHARD_LENGTH = SHARD_BROKEN_BATCH + Long.BYTES;

  static final int PART_SUB_TABLE = 0;
  static final int PART_KEYS = 4;
  static final int PART_CHECKSUM = 8;
  static final int PART_LENGTH = 12;

  /** From the end of the checkpoint. */
  static final int TRAILER_LENGTH = 16;

  static final int TRAILER_CHECKSUM = 8;

  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private CheckpointDescriptor() {}

  /** Returns the bytes of the footer and what is behind it. */
  static long footerBytes(long shards, long parts) {
    return FOOTER_FIXED_LENGTH + shards * SHARD_LENGTH + parts * PART_LENGTH + TRAILER_LENGTH;
  }

  /** Returns the bytes of a checkpoint. */
  static long sizeBytes(long shards, long parts, long keys) {
    return HEADER_LENGTH + keys * KEY_LENGTH + footerBytes(shards, parts);
  }
}
