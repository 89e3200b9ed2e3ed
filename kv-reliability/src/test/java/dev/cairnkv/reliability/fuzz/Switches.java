package dev.cairnkv.reliability.fuzz;

import java.util.Arrays;

/**
 * The first byte of an input: what is done with the rest. Each bit is one choice.
 *
 * @param bits the choices
 */
record Switches(int bits) {
  /** Checksums are made right before the bytes are used. */
  static final int REPAIR_CHECKSUMS = 1;

  /** The shard is not the newest one: another stands behind it. */
  static final int COMPLETE = 2;

  /** The shard is filled up with zeros to its size. */
  static final int FILL_UP = 4;

  /** The clean mark stands. */
  static final int CLEAN_MARK = 8;

  /** Above all combinations. */
  static final int ALL = 16;

  static Switches of(byte[] input) {
    return new Switches(input.length == 0 ? 0 : input[0]);
  }

  static byte[] rest(byte[] input) {
    return input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
  }

  static byte[] input(int bits, byte[] rest) {
    byte[] input = new byte[rest.length + 1];
    input[0] = (byte) bits;
    System.arraycopy(rest, 0, input, 1, rest.length);
    return input;
  }

  boolean has(int choice) {
    return (bits & choice) != 0;
  }
}
