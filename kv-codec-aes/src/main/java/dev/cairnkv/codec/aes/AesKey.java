package dev.cairnkv.codec.aes;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A key of 256 bits, and the id by which shards name it. The id is public, and never used for
 * another key.
 */
public final class AesKey {

  /** The number of bytes of a key. */
  public static final int BYTES = 32;

  /** The longest id. */
  public static final int MAX_ID_LENGTH = 16;

  private static final Pattern ID = Pattern.compile("[a-z0-9_-]{1," + MAX_ID_LENGTH + "}");

  private final String id;
  private final byte[] bytes;

  private AesKey(String id, byte[] bytes) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "the id of a key must match " + ID.pattern() + ", but is '" + id + "'");
    }
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "the key %s must have %d bytes, but has %d".formatted(id, BYTES, bytes.length));
    }
    this.id = id;
    this.bytes = bytes;
  }

  /**
   * Returns a key of bytes that were drawn at random: not a password, and nothing made of one by a
   * plain hash.
   *
   * @throws IllegalArgumentException if the id is not 1 to {@value #MAX_ID_LENGTH} characters out
   *     of {@code a-z 0-9 - _}, or there are not {@value #BYTES} bytes
   */
  public static AesKey of(String id, byte[] bytes) {
    return new AesKey(id, bytes.clone());
  }

  /**
   * Returns the key that hexadecimal digits stand for.
   *
   * @throws IllegalArgumentException as {@link #of(String, byte[])}, or if there are not 64 digits;
   *     the message does not show them
   */
  public static AesKey ofHex(String id, String digits) {
    byte[] bytes;
    try {
      bytes = HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "the key %s must be %d hexadecimal digits".formatted(id, 2 * BYTES));
    }
    return new AesKey(id, bytes);
  }

  /** Returns a new key, drawn at random. */
  public static AesKey random(String id) {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new AesKey(id, bytes);
  }

  /** Returns the id. */
  public String id() {
    return id;
  }

  /** Returns the key as hexadecimal digits, to be kept where only its owner reads it. */
  public String toHex() {
    return HexFormat.of().formatHex(bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the id: never the key. */
  @Override
  public String toString() {
    return "key " + id;
  }
}
