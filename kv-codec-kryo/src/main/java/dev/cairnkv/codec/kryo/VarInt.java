package dev.cairnkv.codec.kryo;

import dev.cairnkv.spi.PayloadBuffer;

/** Lengths in 1 to 5 bytes: 7 bits each, the lowest first, the top bit set on all but the last. */
final class VarInt {

  static final int MAX_BYTES = 5;
  static final int BITS_PER_BYTE = 7;
  static final int MORE = 0x80;

  private VarInt() {}

  /** Appends a number that is not negative. */
  static void write(int value, PayloadBuffer target) {
    byte[] array = target.reserve(MAX_BYTES);
    int at = target.size();
    int rest = value;
    while (rest >= MORE) {
      array[at++] = (byte) (rest | MORE);
      rest >>>= BITS_PER_BYTE;
    }
    array[at++] = (byte) rest;
    target.setSize(at);
  }
}
