package dev.cairnkv.testkit;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Payloads that no codec has written. Those derived from a large payload are a random choice. */
final class HostilePayloads {

  /** What decoding may allocate whatever the payload: buffers and pooled objects of the codec. */
  private static final long FIXED_BYTES = 4L << 20;

  /** What decoding may allocate for each byte of the payload. */
  private static final long BYTES_PER_BYTE = 64;

  /** All positions of a small payload are tried, and some of a large one, for the time it takes. */
  private static final int SMALL_POSITIONS = 1_000;

  private static final int POSITIONS_OF_A_LARGE_PAYLOAD = 60;
  private static final int ARBITRARY = 2_000;
  private static final int MAX_DESCRIBED_BYTES = 64;

  /** Lengths near 2^31 and 2^28, as variable-length integers and in both byte orders. */
  private static final byte[][] FORGED_LENGTHS = {
    {-1, -1, -1, -1, 7},
    {-1, -1, -1, -1, 15},
    {-1, -1, -1, 127},
    {127, -1, -1, -1},
    {-1, -1, -1, 127, 0, 0, 0, 0},
    {-64, -1, -1, -1, 3},
  };

  private HostilePayloads() {}

  static long maxAllocatedBytes(int payloadLength) {
    return FIXED_BYTES + BYTES_PER_BYTE * payloadLength;
  }

  static Stream<byte[]> truncated(byte[] payload) {
    return positions(payload.length).mapToObj(length -> Arrays.copyOf(payload, length));
  }

  static Stream<byte[]> flipped(byte[] payload) {
    return positions(Math.multiplyExact(payload.length, Byte.SIZE))
        .mapToObj(
            bit -> {
              byte[] flipped = payload.clone();
              flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
              return flipped;
            });
  }

  static Stream<byte[]> forged(byte[] payload) {
    return positions(payload.length)
        .boxed()
        .flatMap(at -> Arrays.stream(FORGED_LENGTHS).map(length -> overwrite(payload, at, length)));
  }

  static Stream<byte[]> arbitrary() {
    Random random = new Random(20_260);
    return IntStream.range(0, ARBITRARY)
        .mapToObj(
            i -> {
              byte[] bytes = new byte[random.nextInt(1, 100)];
              random.nextBytes(bytes);
              return bytes;
            });
  }

  static String describe(byte[] payload) {
    int shown = Math.min(payload.length, MAX_DESCRIBED_BYTES);
    String rest = shown < payload.length ? "... of " + payload.length + " bytes" : "";
    return HexFormat.of().formatHex(payload, 0, shown) + rest;
  }

  /** Returns all positions below {@code end}, or the first ones and a random choice of the rest. */
  private static IntStream positions(int end) {
    if (end <= SMALL_POSITIONS) {
      return IntStream.range(0, end);
    }
    IntStream first = IntStream.range(0, POSITIONS_OF_A_LARGE_PAYLOAD);
    IntStream others = new Random(end).ints(POSITIONS_OF_A_LARGE_PAYLOAD, 0, end);
    return IntStream.concat(first, others);
  }

  private static byte[] overwrite(byte[] payload, int at, byte[] length) {
    byte[] forged = Arrays.copyOf(payload, Math.max(payload.length, at + length.length));
    System.arraycopy(length, 0, forged, at, length.length);
    return forged;
  }
}
