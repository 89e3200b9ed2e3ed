package dev.cairnkv.bench.peer;

import java.util.OptionalDouble;

/**
 * An open store. Safe for use by several threads, each with a {@link Session} of its own.
 *
 * @param <T> what keys and values are: {@code byte[]} or {@code String}
 */
public interface Peer<T> extends AutoCloseable {

  /**
   * Begins a session for the calling thread.
   *
   * @param operationsInTransaction how many operations in a row may share a transaction, where a
   *     store has any: what they put may be seen by others, and survive the process, only after the
   *     last of them, and they need not see what others put meanwhile. 1 for operations that stand
   *     for themselves
   */
  Session<T> session(int operationsInTransaction);

  /** Returns the bytes that an index in memory takes for each key, where the store tells. */
  default OptionalDouble indexBytesPerKey() {
    return OptionalDouble.empty();
  }

  /**
   * Returns the bytes that a record takes in the files beyond its encoded key and value, where the
   * store tells.
   */
  default OptionalDouble overheadBytesPerKey() {
    return OptionalDouble.empty();
  }

  /**
   * Returns how many bytes the shards have, but for four of them, for each byte of the latest
   * records, where the store tells.
   */
  default OptionalDouble diskPerLiveByte() {
    return OptionalDouble.empty();
  }

  /** Shuts the store down cleanly. */
  @Override
  void close();
}
