package dev.cairnkv.codec.aes;

import dev.cairnkv.codec.Pool;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * XAES-256-GCM as <a href="https://c2sp.org/XAES-256-GCM">C2SP</a> specifies it: the key of a
 * message is derived by CMAC in counter mode (NIST SP 800-108r1) from the key and the first half of
 * its nonce.
 */
final class Xaes {

  static final int NONCE_BYTES = 24;
  static final int TAG_BYTES = 16;

  /** The half of the nonce that a key is derived from; the other half is AES-GCM's. */
  static final int PREFIX_BYTES = 12;

  private static final int BLOCK_BYTES = 16;
  private static final byte LABEL = 'X';
  private static final byte FIRST_BLOCK = 1;
  private static final byte SECOND_BLOCK = 2;

  /** The polynomial of the field with 2 to the 128 elements. */
  private static final int POLYNOMIAL = 0b1000_0111;

  private final Pool<Cipher> ciphers = new Pool<>(() -> newCipher("AES/GCM/NoPadding"));
  private final SecretKey key;
  private final byte[] subkey;

  Xaes(byte[] key) throws GeneralSecurityException {
    this.key = new SecretKeySpec(key, "AES");
    this.subkey = doubled(blockCipher().doFinal(new byte[BLOCK_BYTES]));
  }

  /** Returns the key of AES-GCM for all nonces with a first half. */
  SecretKey derive(byte[] source, int prefixOffset) throws GeneralSecurityException {
    byte[] blocks = new byte[2 * BLOCK_BYTES];
    ByteBuffer.wrap(blocks)
        .put((byte) 0)
        .put(FIRST_BLOCK)
        .put(LABEL)
        .put((byte) 0)
        .put(source, prefixOffset, PREFIX_BYTES)
        .put((byte) 0)
        .put(SECOND_BLOCK)
        .put(LABEL)
        .put((byte) 0)
        .put(source, prefixOffset, PREFIX_BYTES);
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] ^= subkey[i % BLOCK_BYTES];
    }
    return new SecretKeySpec(blockCipher().doFinal(blocks), "AES");
  }

  /**
   * Encrypts or decrypts.
   *
   * @param mode {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE}
   * @param derived what {@link #derive} gave for the first half of the nonce
   * @param nonce where the nonce is
   * @param nonceOffset where it begins
   * @throws GeneralSecurityException if the tag is wrong
   */
  void run(
      int mode,
      SecretKey derived,
      byte[] nonce,
      int nonceOffset,
      byte[] source,
      int offset,
      int length,
      byte[] target,
      int targetOffset)
      throws GeneralSecurityException {
    GCMParameterSpec rest =
        new GCMParameterSpec(
            TAG_BYTES * Byte.SIZE, nonce, nonceOffset + PREFIX_BYTES, NONCE_BYTES - PREFIX_BYTES);
    Cipher cipher = ciphers.take();
    cipher.init(mode, derived, rest);
    cipher.doFinal(source, offset, length, target, targetOffset);
    ciphers.giveBack(cipher);
  }

  /** Each block by itself: there is never more than one block, or two that differ. */
  private Cipher blockCipher() throws GeneralSecurityException {
    Cipher cipher = newCipher("AES/ECB/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, key);
    return cipher;
  }

  /** Multiplies an element of the field by x. */
  private static byte[] doubled(byte[] element) {
    byte[] doubled = new byte[BLOCK_BYTES];
    int carry = 0;
    for (int i = BLOCK_BYTES - 1; i >= 0; i--) {
      int shifted = (element[i] & 0xFF) << 1 | carry;
      doubled[i] = (byte) shifted;
      carry = shifted >>> Byte.SIZE;
    }
    doubled[BLOCK_BYTES - 1] ^= (byte) (carry * POLYNOMIAL);
    return doubled;
  }

  private static Cipher newCipher(String transformation) {
    try {
      return Cipher.getInstance(transformation);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + transformation, e);
    }
  }
}
