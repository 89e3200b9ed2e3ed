package dev.cairnkv.codec.kryo;

import dev.cairnkv.spi.PayloadBuffer;

/** Lengths in 1 to 5 bytes: 7 bits each, the lowest first, the top bit set on all but the last. */
final class VarInt {

  static final int MAX_BYTES = 5;
  static final int BITS_PER_BYTE = 7;
  static final int MORE = 0x80;

  private VarInt() {}

  /** Returns the number of bytes of a number that is not negative. */
  static int size(int value) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(value | 1);
    return (bits + BITS_PER_BYTE - 1) / BITS_PER_BYTE;
  }

  /** Appends a number that is not negative. */
  static void write(int value, PayloadBuffer target) {
    byte[] array = target.reserve(MAX_BYTES);
    target.setSize(put(value, array, target.size()));
  }

  /** Puts the bytes of a number that is not negative at an index, and returns the one behind. */
  static int put(int value, byte[] array, int index) {
    int at = index;
    int rest = value;
    while (rest >= MORE) {
      array[at++] = (byte) (rest | MORE);
      rest >>>= BITS_PER_BYTE;
    }
    array[at++] = (byte) rest;
    return at;
  }
}
