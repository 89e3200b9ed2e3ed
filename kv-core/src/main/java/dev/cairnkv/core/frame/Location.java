package dev.cairnkv.core.frame;

/**
 * Where a frame is, packed into 64 bits so that the index can keep many.
 *
 * <pre>
 *   63           40 39                     12 11          0
 *  +---------------+-------------------------+-------------+
 *  | shard id (24) | offset / 8 (28)         | length (12) |
 *  +---------------+-------------------------+-------------+
 * </pre>
 *
 * The length is that of the frame in units of 8 bytes: exact below 16 KiB; from there on a floating
 * number of 6 bits after the leading one, rounded up. 0 is no location, since shard ids begin at 1.
 */
public final class Location {
  /** No location. */
  public static final long NONE = 0;

  private static final int LENGTH_BITS = 12;
  private static final int OFFSET_BITS = 28;
  private static final int SHARD_SHIFT = LENGTH_BITS + OFFSET_BITS;
  private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;
  private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

  private static final int EXACT_UNITS = 1 << 11;
  private static final int EXACT_EXPONENT = 11;
  private static final int FRACTION_BITS = 6;

  private Location() {}

  /** Packs the place of a frame. */
  public static long pack(int shardId, long offset, long frameLength) {
    return ((long) shardId << SHARD_SHIFT)
        | ((offset / FrameDescriptor.ALIGNMENT) << LENGTH_BITS)
        | lengthClass(frameLength / FrameDescriptor.ALIGNMENT);
  }

  /** Returns the shard that holds the frame. */
  public static int shardId(long location) {
    return (int) (location >>> SHARD_SHIFT);
  }

  /** Returns where the frame begins, in bytes from the beginning of the shard. */
  public static long offset(long location) {
    return ((location >>> LENGTH_BITS) & OFFSET_MASK) * FrameDescriptor.ALIGNMENT;
  }

  /** Returns the length of the frame in bytes, or up to 2 % more for frames above 16 KiB. */
  public static long lengthBound(long location) {
    return lengthUnits((int) location & LENGTH_MASK) * FrameDescriptor.ALIGNMENT;
  }

  private static int lengthClass(long units) {
    if (units < EXACT_UNITS) {
      return (int) units;
    }
    int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(units);
    int shift = exponent - FRACTION_BITS;
    long roundedUp = (units + (1L << shift) - 1) >>> shift;
    // Rounding up to the next power of two moves over into the exponent by itself.
    return (int)
        (EXACT_UNITS
            + ((long) (exponent - EXACT_EXPONENT) << FRACTION_BITS)
            + roundedUp
            - (1L << FRACTION_BITS));
  }

  private static long lengthUnits(int lengthClass) {
    if (lengthClass < EXACT_UNITS) {
      return lengthClass;
    }
    int exponent = EXACT_EXPONENT + ((lengthClass - EXACT_UNITS) >>> FRACTION_BITS);
    long fraction = lengthClass & ((1 << FRACTION_BITS) - 1);
    return ((1L << FRACTION_BITS) | fraction) << (exponent - FRACTION_BITS);
  }
}
