package dev.cairnkv.core.fingerprint;

/**
 * A 128-bit keyed hash of a key.
 *
 * @param high the second 8 bytes of the hash, read little-endian
 * @param low the first 8 bytes of the hash, read little-endian
 */
public record Fingerprint(long high, long low) {

  /** The fingerprint of frames that belong to no key. */
  public static final Fingerprint NONE = new Fingerprint(0, 0);
}
