package dev.cairnkv.codec.kryo;

import dev.cairnkv.CodecException;

/**
 * A form that keys can have.
 *
 * @param <K> the type of the key
 */
sealed interface KeyForm<K> extends BinaryForm<K> permits TextForm, BytesForm, LongForm, UuidForm {

  /**
   * Reads a key without making an object of it.
   *
   * @return whether it is {@code key}; if not, the cursor may stand anywhere
   * @throws CodecException if the cursor stands on something else than a key
   */
  boolean readSame(K key, PayloadCursor cursor);
}
