package dev.cairnkv.app.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Makes keys of 16 bytes and values of random letters, of which JSON is as large as Kryo's. */
final class Records {

  private static final byte[] KEY = "bench:0000000000".getBytes(US_ASCII);
  private static final int DIGITS_START = 6;
  private static final int POOL_BYTES = 1 << 16;

  private final byte[] letters;
  private final int valueBytes;

  Records(int valueBytes, RandomGenerator random) {
    this.valueBytes = valueBytes;
    this.letters = new byte[Math.addExact(valueBytes, POOL_BYTES)];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (byte) ('a' + random.nextInt(26));
    }
  }

  static byte[] key(long number) {
    byte[] key = KEY.clone();
    long rest = number;
    for (int at = key.length - 1; at >= DIGITS_START; at--) {
      key[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return key;
  }

  byte[] value(RandomGenerator random) {
    int start = random.nextInt(POOL_BYTES);
    return Arrays.copyOfRange(letters, start, start + valueBytes);
  }
}
