package dev.cairnkv.codec.aes;

import dev.cairnkv.codec.TransformedCodec;
import dev.cairnkv.spi.Codec;

/**
 * Encrypts the records of any codec with AES-256-GCM of the JDK: {@code json} becomes {@code
 * json+aes.k1}, where {@code k1} is the id of the key.
 *
 * <p><b>Construction.</b> XAES-256-GCM, an AEAD with nonces of 192 bits (<a
 * href="https://c2sp.org/XAES-256-GCM">C2SP</a>): a key for AES-256-GCM is derived from the key and
 * the first half of the nonce, and the second half is that one's nonce. With random nonces of 96
 * bits, as AES-GCM has them by itself, a key would be used up after 2<sup>32</sup> records (NIST SP
 * 800-38D, section 8.3), which is too few for the life of a store. Here each codec draws 128 bits
 * at random when it writes its first record, and again after 2<sup>32</sup> records, and counts the
 * records in the other 64 bits. So a nonce comes twice with odds of less than 1 to 2<sup>64</sup>
 * even after 2<sup>32</sup> draws, and most records need no derivation.
 *
 * <p><b>Cost.</b> 40 bytes a record: 24 of nonce, 16 of tag.
 *
 * <p><b>What is hidden.</b> Key and value of a record. What is not: how many records there are and
 * how long, when they were written and in what order, and which of them have the same key, since
 * the store keeps a keyed hash of it, whose seed is in the manifest: who has the files and guesses
 * a key can tell whether it is there. What is noticed: every change of a record. What is not: a
 * record, or a whole file, that was replaced by an earlier one, or left out, by someone who can
 * write to the directory and makes checksums that fit.
 *
 * <p><b>Rotation.</b> Each key is a codec of its own: hand the store the one with the new key as
 * writer, and those with the older keys as readers, until no shard names them any more.
 *
 * {@snippet file="ChoosingCodecs.java" region="rotation"}
 *
 * <p>Without the key, or with a wrong one of the same id, opening the store fails with a {@code
 * WrongCodecException} that names the codec, and so the key; nothing is changed.
 */
public final class AesCodec {

  private AesCodec() {}

  /**
   * Returns a codec that encrypts the payloads of another one. To compress them, too, compress
   * first: {@code AesCodec.of(ZstdCodec.of(codec), key)}.
   *
   * @throws IllegalArgumentException if the id of that one leaves no room for {@code +aes.} and the
   *     id of the key
   */
  public static <K, V> Codec<K, V> of(Codec<K, V> codec, AesKey key) {
    return new TransformedCodec<>(codec, new AesTransform(key));
  }
}
