package dev.cairnkv.core.frame;

/**
 * Where things are in a frame.
 *
 * <pre>
 *   0                 4                 8                 12                16
 *  +-----------------+-----------------+-----------------+-----------------+
 *  | header checksum | payload checksum| payload length  | sequence delta  |
 *  +-----------------+-----------------+-----------------+-----------------+
 *  | fingerprint                                                           |
 *  +-----------------------------------+-----------------------------------+ 32
 *  | kind and flags (1)                                                    |
 *  | [ synced up to (8) ] [ expiry (8) ] [ batch: position (4), rest (4) ] |
 *  +-----------------------------------------------------------------------+
 *  | payload ...                                            zero padding   |
 *  +-----------------------------------------------------------------------+ multiple of 8
 * </pre>
 *
 * The header checksum covers the rest of the header, the payload checksum the payload and its
 * padding. The sequence delta is the frame's sequence less the base sequence of the shard. Each
 * optional field is there if its flag is set.
 */
public final class FrameDescriptor {
  /** Frames begin at multiples of this. */
  public static final int ALIGNMENT = 8;

  /** The length of a header without optional fields. */
  public static final int HEADER_LENGTH = 33;

  /** The length of each optional field. */
  public static final int OPTIONAL_LENGTH = 8;

  /** The length of the longest header: with three optional fields. */
  public static final int MAX_HEADER_LENGTH = HEADER_LENGTH + 3 * OPTIONAL_LENGTH;

  /** The length of the shortest frame: a tombstone. */
  public static final int MIN_FRAME_LENGTH = 40;

  /** The length of the payload of a seal: see {@link Seal}. */
  public static final int SEAL_PAYLOAD_LENGTH = 144;

  /** The length of a seal, whose header always says how far the shard was synced. */
  public static final int SEAL_LENGTH = 192;

  static final int HEADER_CHECKSUM = 0;
  static final int PAYLOAD_CHECKSUM = 4;
  static final int PAYLOAD_LENGTH = 8;
  static final int SEQUENCE_DELTA = 12;
  static final int FINGERPRINT_LOW = 16;
  static final int FINGERPRINT_HIGH = 24;
  static final int KIND_AND_FLAGS = 32;
  static final int OPTIONAL = 33;

  /** Where the bytes that the header checksum covers begin. */
  static final int HEADER_COVERED = 4;

  static final int KIND_MASK = 0x0f;
  static final int FLAG_SYNCED_UP_TO = 0x10;
  static final int FLAG_EXPIRY = 0x20;
  static final int FLAG_BATCH = 0x40;
  static final int UNKNOWN_FLAGS = 0x80;

  /** The largest difference between a frame's sequence and its shard's base sequence. */
  public static final long MAX_SEQUENCE_DELTA = 0xffff_ffffL;

  private FrameDescriptor() {}

  static int headerLength(int flags) {
    int optional = flags & (FLAG_SYNCED_UP_TO | FLAG_EXPIRY | FLAG_BATCH);
    return HEADER_LENGTH + Integer.bitCount(optional) * OPTIONAL_LENGTH;
  }

  /** Returns {@code length} rounded up to a multiple of {@link #ALIGNMENT}. */
  public static long align(long length) {
    return (length + ALIGNMENT - 1) & -ALIGNMENT;
  }
}
