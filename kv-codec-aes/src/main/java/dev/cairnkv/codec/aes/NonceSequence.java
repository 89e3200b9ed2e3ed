package dev.cairnkv.codec.aes;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.SecretKey;

/**
 * Nonces that begin alike: 16 random bytes, and a count of 8. Safe for use by several threads,
 * which share one count.
 */
final class NonceSequence {

  /** After so many nonces, a new sequence is begun, and with it a new derived key. */
  private static final long MAX_COUNT = 1L << 32;

  private static final int RANDOM_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] random = new byte[RANDOM_BYTES];
  private final AtomicLong count = new AtomicLong();
  private final SecretKey derived;

  NonceSequence(Xaes xaes) throws GeneralSecurityException {
    RANDOM.nextBytes(random);
    this.derived = xaes.derive(random, 0);
  }

  /** Returns the key of AES-GCM for these nonces. */
  SecretKey derived() {
    return derived;
  }

  /** Writes the next nonce, and returns whether there was one. */
  boolean next(byte[] target, int offset) {
    long number = count.getAndIncrement();
    if (number >= MAX_COUNT) {
      return false;
    }
    ByteBuffer.wrap(target, offset, Xaes.NONCE_BYTES).put(random).putLong(number);
    return true;
  }
}
