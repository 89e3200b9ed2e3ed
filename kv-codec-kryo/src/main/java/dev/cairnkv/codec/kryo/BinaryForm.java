package dev.cairnkv.codec.kryo;

import dev.cairnkv.CodecException;
import dev.cairnkv.spi.PayloadBuffer;

/**
 * How a key or a value stands in the payload. Safe for use by any number of threads at once.
 *
 * @param <T> the type of the key or the value
 */
sealed interface BinaryForm<T> permits KeyForm, GraphForm {

  /** Returns what goes into the schema fingerprint: it must change when the bytes do. */
  String schema();

  /**
   * Appends the bytes of an object.
   *
   * @throws CodecException if it has none
   */
  void write(T object, PayloadBuffer target);

  /**
   * Reads the bytes of an object, all of them and none behind.
   *
   * @throws CodecException if the cursor stands on something else
   */
  T read(PayloadCursor cursor);
}
