package dev.cairnkv.core.fingerprint;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash with a 128-bit result: a keyed pseudorandom function that is fast for short input.
 *
 * <p>Source: Jean-Philippe Aumasson and Daniel J. Bernstein, "SipHash: a fast short-input PRF",
 * 2012, with the 128-bit finish of the authors' reference implementation. SipHash-<i>c</i>-<i>d</i>
 * runs <i>c</i> rounds for each 8 bytes and <i>d</i> rounds for each half of the result.
 */
final class SipHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long INITIAL_0 = 0x736f6d6570736575L;
  private static final long INITIAL_1 = 0x646f72616e646f6dL;
  private static final long INITIAL_2 = 0x6c7967656e657261L;
  private static final long INITIAL_3 = 0x7465646279746573L;

  private final int finishRounds;
  private long v0;
  private long v1;
  private long v2;
  private long v3;

  private SipHash(FingerprintSeed seed, int finishRounds) {
    this.finishRounds = finishRounds;
    v0 = INITIAL_0 ^ seed.first();
    v1 = INITIAL_1 ^ seed.second() ^ 0xee;
    v2 = INITIAL_2 ^ seed.first();
    v3 = INITIAL_3 ^ seed.second();
  }

  /** Returns the hash of the first {@code length} bytes, with SipHash-1-3. */
  static Fingerprint hash13(FingerprintSeed seed, byte[] bytes, int length) {
    return hash(seed, bytes, length, 1, 3);
  }

  static Fingerprint hash(
      FingerprintSeed seed, byte[] bytes, int length, int wordRounds, int finishRounds) {
    SipHash state = new SipHash(seed, finishRounds);
    int whole = length & ~7;
    for (int i = 0; i < whole; i += 8) {
      state.absorb((long) LONG.get(bytes, i), wordRounds);
    }
    long last = (long) length << 56;
    for (int i = whole; i < length; i++) {
      last |= (bytes[i] & 0xffL) << (8 * (i - whole));
    }
    state.absorb(last, wordRounds);
    return state.finish();
  }

  private void absorb(long word, int rounds) {
    v3 ^= word;
    for (int i = 0; i < rounds; i++) {
      round();
    }
    v0 ^= word;
  }

  private Fingerprint finish() {
    v2 ^= 0xee;
    long low = half();
    v1 ^= 0xdd;
    long high = half();
    return new Fingerprint(high, low);
  }

  private long half() {
    for (int i = 0; i < finishRounds; i++) {
      round();
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void round() {
    v0 += v1;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v3;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 += v3;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 += v1;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v2 = Long.rotateLeft(v2, 32);
  }
}
