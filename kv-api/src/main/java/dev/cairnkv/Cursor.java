package dev.cairnkv;

import java.util.Iterator;

/**
 * A walk over the keys and values of a store, to be closed after use. Not safe for use by several
 * threads at once.
 *
 * <p>{@link #next} throws what {@link KvStore#get} throws. After an exception of {@code next} the
 * cursor stands behind the record that caused it, so that a caller may go on.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface Cursor<K, V> extends Iterator<KeyValue<K, V>>, AutoCloseable {

  /**
   * Ends the walk: from now on {@link #hasNext} answers {@code false}. Closing twice is harmless.
   */
  @Override
  void close();
}
