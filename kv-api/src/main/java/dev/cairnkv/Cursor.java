package dev.cairnkv;

import java.time.Instant;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the keys and values of a store, to be closed after use. Not safe for use by several
 * threads at once.
 *
 * <p>{@link #next} throws what {@link KvStore#get} throws. After an exception of {@code next} the
 * cursor stands behind the record that caused it, so that a caller may go on.
 *
 * <p>A record that {@link #hasNext} has found comes even if it expires before {@code next} is
 * called.
 *
 * {@snippet file="UsingAStore.java" region="cursor"}
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface Cursor<K, V> extends Iterator<KeyValue<K, V>>, AutoCloseable {

  /**
   * Returns the moment at which the record that {@link #next} gave last expires, or {@code null} if
   * it does not expire.
   *
   * @throws IllegalStateException if {@code next} has given none yet
   */
  @Nullable Instant expiry();

  /**
   * Ends the walk: from now on {@link #hasNext} answers {@code false}. Closing twice is harmless.
   */
  @Override
  void close();
}
