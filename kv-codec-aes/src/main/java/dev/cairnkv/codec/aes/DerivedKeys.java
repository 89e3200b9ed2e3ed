package dev.cairnkv.codec.aes;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Keys that were derived to read with, by the first half of their nonces: there is one for each
 * time that the store was written to. Safe for use by several threads.
 */
final class DerivedKeys {

  /** Far more than a store is often read with; beyond that, they are derived again. */
  private static final int MAX_KEYS = 1024;

  private final ConcurrentHashMap<Prefix, SecretKey> keys = new ConcurrentHashMap<>();

  /** Returns the key for a nonce, or null if it is not known. */
  @Nullable SecretKey get(byte[] nonce, int offset) {
    return keys.get(Prefix.of(nonce, offset));
  }

  /** Adds a key that was right. */
  void add(byte[] nonce, int offset, SecretKey key) {
    if (keys.size() >= MAX_KEYS) {
      keys.clear();
    }
    keys.put(Prefix.of(nonce, offset), key);
  }

  /** The first half of a nonce. */
  private record Prefix(long first, int last) {

    static Prefix of(byte[] nonce, int offset) {
      ByteBuffer prefix = ByteBuffer.wrap(nonce, offset, Xaes.PREFIX_BYTES);
      return new Prefix(prefix.getLong(), prefix.getInt());
    }
  }
}
