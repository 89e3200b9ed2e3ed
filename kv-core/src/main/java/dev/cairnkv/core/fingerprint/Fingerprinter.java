package dev.cairnkv.core.fingerprint;

import dev.cairnkv.KeyType;
import dev.cairnkv.spi.PayloadBuffer;

/**
 * Makes the fingerprints of one store's keys. Safe for use by several threads.
 *
 * @param <K> the type of the keys
 */
public final class Fingerprinter<K> {
  private final KeyType<K> keyType;
  private final FingerprintSeed seed;

  /** Makes a fingerprinter for keys of a type. */
  public Fingerprinter(KeyType<K> keyType, FingerprintSeed seed) {
    this.keyType = keyType;
    this.seed = seed;
  }

  /**
   * Returns the fingerprint of {@code key}.
   *
   * @param scratch a buffer whose content is overwritten
   * @throws IllegalArgumentException if the key has no canonical bytes
   */
  public Fingerprint fingerprint(K key, PayloadBuffer scratch) {
    scratch.setSize(0);
    keyType.writeCanonical(key, scratch);
    return SipHash.hash13(seed, scratch.array(), scratch.size());
  }
}
