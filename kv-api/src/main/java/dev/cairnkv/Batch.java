package dev.cairnkv;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes that happen together: after any crash all of them are there, or none. See {@link
 * KvStore#write}.
 *
 * <p>Later writes to the same key win. Not safe for use by several threads at once.
 *
 * {@snippet file="UsingAStore.java" region="batch"}
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class Batch<K, V> {
  private final List<Write<K, V>> writes = new ArrayList<>();

  /** Makes an empty batch. */
  public Batch() {}

  /**
   * Adds a put, which expires as the {@link WriteOptions} of the batch say.
   *
   * @return this batch
   */
  public Batch<K, V> put(K key, V value) {
    writes.add(new Put<>(key, value, null));
    return this;
  }

  /**
   * Adds a put with an expiry of its own.
   *
   * @return this batch
   */
  public Batch<K, V> put(K key, V value, Expiry expiry) {
    writes.add(new Put<>(key, value, Objects.requireNonNull(expiry, "expiry")));
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

  /**
   * A put.
   *
   * @param key the key
   * @param value the value
   * @param expiry when it ends, or {@code null} for what the options of the batch say
   */
  public record Put<K, V>(K key, V value, @Nullable Expiry expiry) implements Write<K, V> {
    /** Refuses a key or value that is null. */
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
