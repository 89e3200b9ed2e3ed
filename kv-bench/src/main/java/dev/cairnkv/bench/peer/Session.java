package dev.cairnkv.bench.peer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one thread does with a store.
 *
 * @param <T> what keys and values are
 */
public interface Session<T> extends AutoCloseable {

  /** Puts a value. Neither key nor value is changed afterwards. */
  void put(T key, T value);

  /** Returns a value, which may be used until the next call, or null if there is none. */
  @Nullable T get(T key);

  /**
   * Returns the values of several keys, which may be used until the next call. Where {@link #get}
   * returns the same array each time, this must be overridden.
   */
  default List<@Nullable T> getAll(List<T> keys) {
    List<@Nullable T> values = new ArrayList<>(keys.size());
    for (T key : keys) {
      values.add(get(key));
    }
    return values;
  }

  /** Ends a transaction that is under way, and the session. */
  @Override
  default void close() {}
}
