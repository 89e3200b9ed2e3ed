package dev.cairnkv;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a {@link KvStore#scan} gives, and in which direction. Unchangeable: each method
 * returns a scan of its own. All conditions hold together, and each method takes the place of what
 * was said about the same condition before.
 *
 * <p>So the next ten keys behind the last one of a page are {@code
 * Scan.withPrefix("user:").after(last)}, and the ten before it {@code
 * Scan.withPrefix("user:").before(first).descending()}.
 *
 * @param low where the keys begin, or null for the first one
 * @param high where they end, or null for the last one
 * @param prefix what they begin with, or null
 * @param isDescending whether the last one comes first
 * @param <K> the type of the keys
 */
public record Scan<K>(
    @Nullable Bound<K> low, @Nullable Bound<K> high, @Nullable K prefix, boolean isDescending) {

  /**
   * An end of a range.
   *
   * @param key the key at which it is
   * @param isInclusive whether that key belongs to the range
   * @param <K> the type of the key
   */
  public record Bound<K>(K key, boolean isInclusive) {
    /** Refuses null. */
    public Bound {
      Objects.requireNonNull(key, "key");
    }
  }

  /** Returns a scan of all keys, the first one first. */
  public static <K> Scan<K> all() {
    return new Scan<>(null, null, null, false);
  }

  /**
   * Returns a scan of all keys that begin with {@code prefix}, which may be empty. It is for keys
   * that are strings or byte arrays; {@link KvStore#scan} refuses it for others.
   */
  public static <K> Scan<K> withPrefix(K prefix) {
    return new Scan<>(null, null, Objects.requireNonNull(prefix, "prefix"), false);
  }

  /** Returns the scan that begins at {@code key}, which belongs to it. */
  public Scan<K> from(K key) {
    return new Scan<>(new Bound<>(key, true), high, prefix, isDescending);
  }

  /** Returns the scan that begins behind {@code key}. */
  public Scan<K> after(K key) {
    return new Scan<>(new Bound<>(key, false), high, prefix, isDescending);
  }

  /** Returns the scan that ends at {@code key}, which belongs to it. */
  public Scan<K> to(K key) {
    return new Scan<>(low, new Bound<>(key, true), prefix, isDescending);
  }

  /** Returns the scan that ends before {@code key}. */
  public Scan<K> before(K key) {
    return new Scan<>(low, new Bound<>(key, false), prefix, isDescending);
  }

  /** Returns the scan of the same keys in the other order, the last one first. */
  public Scan<K> descending() {
    return new Scan<>(low, high, prefix, true);
  }
}
