package dev.cairnkv;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Writes that happen together: after any crash all of them are there, or none. See {@link
 * KvStore#write}.
 *
 * <p>Later writes to the same key win. Not safe for use by several threads at once.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class Batch<K, V> {
  private final List<Write<K, V>> writes = new ArrayList<>();

  /** Makes an empty batch. */
  public Batch() {}

  /**
   * Adds a put.
   *
   * @return this batch
   */
  public Batch<K, V> put(K key, V value) {
    writes.add(new Put<>(key, value));
    return this;
  }

  /**
   * Adds a deletion. It is no error if the key is not there.
   *
   * @return this batch
   */
  public Batch<K, V> delete(K key) {
    writes.add(new Delete<>(key));
    return this;
  }

  /**
   * Returns the writes, in the order in which they were added, as a view that cannot be changed.
   */
  public List<Write<K, V>> writes() {
    return Collections.unmodifiableList(writes);
  }

  /** One write of a batch. */
  public sealed interface Write<K, V> {

    /** Returns the key that is written. */
    K key();
  }

  /** A put. */
  public record Put<K, V>(K key, V value) implements Write<K, V> {
    /** Refuses null. */
    public Put {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
    }
  }

  /** A deletion. */
  public record Delete<K, V>(K key) implements Write<K, V> {
    /** Refuses null. */
    public Delete {
      Objects.requireNonNull(key, "key");
    }
  }
}
