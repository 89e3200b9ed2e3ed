package dev.cairnkv.reliability.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes inputs at random, the same way for the same seed. */
final class Mutator {
  private static final int MOST_CHANGES = 4;
  private static final int[] NUMBERS = {
    0,
    1,
    -1,
    7,
    8,
    33,
    40,
    41,
    56,
    127,
    128,
    255,
    256,
    4096,
    65535,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE - 7
  };

  private final Random random;
  private final List<byte[]> seeds;

  Mutator(List<byte[]> seeds, long seed) {
    this.seeds = seeds;
    this.random = new Random(seed);
  }

  /** Returns a seed with a few changes. */
  byte[] next() {
    byte[] input = any(seeds).clone();
    for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
      input = input.length == 0 ? any(seeds).clone() : change(input);
    }
    return input;
  }

  private byte[] change(byte[] input) {
    int at = random.nextInt(input.length);
    int length = Math.min(1 + random.nextInt(64), input.length - at);
    switch (random.nextInt(9)) {
      case 0 -> input[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      case 1 -> input[at] = (byte) random.nextInt();
      case 2 -> putNumber(input, at, NUMBERS[random.nextInt(NUMBERS.length)]);
      case 3 -> putNumber(input, at, random.nextInt(input.length));
      case 4 -> Arrays.fill(input, at, at + length, (byte) 0);
      case 5 -> copyWithin(input, at, length);
      case 6 -> {
        return without(input, at, length);
      }
      case 7 -> {
        return Arrays.copyOf(input, at);
      }
      default -> {
        return spliced(input, any(seeds), at);
      }
    }
    return input;
  }

  private static void putNumber(byte[] input, int at, int number) {
    for (int i = 0; i < Integer.BYTES && at + i < input.length; i++) {
      input[at + i] = (byte) (number >>> (i * Byte.SIZE));
    }
  }

  private void copyWithin(byte[] input, int at, int length) {
    System.arraycopy(input, at, input, random.nextInt(input.length - length + 1), length);
  }

  private static byte[] without(byte[] input, int at, int length) {
    byte[] shorter = Arrays.copyOf(input, input.length - length);
    System.arraycopy(input, at + length, shorter, at, shorter.length - at);
    return shorter;
  }

  private static byte[] spliced(byte[] input, byte[] other, int at) {
    int from = Math.min(at, other.length);
    byte[] spliced = Arrays.copyOf(input, at + other.length - from);
    System.arraycopy(other, from, spliced, at, other.length - from);
    return spliced;
  }

  private byte[] any(List<byte[]> inputs) {
    return inputs.get(random.nextInt(inputs.size()));
  }
}
