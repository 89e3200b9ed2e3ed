package dev.cairnkv.codec.json;

import dev.cairnkv.spi.PayloadBuffer;

/**
 * A form whose JSON is a string, for some objects a plain one: nothing but ASCII between the
 * quotes, and none of it escaped. {@link PlainRecords} says which characters these are.
 *
 * @param <T> the type of the key or the value
 */
sealed interface PlainForm<T> extends JsonForm<T> permits TextForm, BytesForm {

  /** Appends the object as what stands between the quotes if it is plain, else anything. */
  void append(T object, PayloadBuffer target);

  /** Returns the object that plain characters stand for. */
  T ofPlain(byte[] array, int start, int end);

  /** Returns whether plain characters stand for an object. */
  boolean isPlain(T object, byte[] array, int start, int end);
}
