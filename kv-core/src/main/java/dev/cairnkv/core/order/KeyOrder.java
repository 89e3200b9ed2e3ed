package dev.cairnkv.core.order;

import dev.cairnkv.KeyType;
import dev.cairnkv.Scan;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.spi.PayloadBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the keys of a store in order, or does nothing if that is not asked for. Reading is for any
 * number of threads; changing for one at a time, which makes the keys as they will be before its
 * write, for that may fail for want of memory, and has them published after it.
 *
 * @param <K> the type of the keys
 */
public final class KeyOrder<K> {
  private final KeyType<K> keyType;
  private final boolean isKept;
  private volatile OrderedKeys keys;

  private KeyOrder(KeyType<K> keyType, boolean isKept, OrderedKeys keys) {
    this.keyType = keyType;
    this.isKept = isKept;
    this.keys = keys;
  }

  /** Returns one that does nothing. */
  public static <K> KeyOrder<K> none(KeyType<K> keyType) {
    return new KeyOrder<>(keyType, false, OrderedKeys.NONE);
  }

  /** Returns one that goes on from the keys given. */
  public static <K> KeyOrder<K> from(KeyType<K> keyType, OrderedKeys keys) {
    return new KeyOrder<>(keyType, true, keys);
  }

  /** Returns whether the keys are kept. */
  public boolean isKept() {
    return isKept;
  }

  /** Returns the keys as of now. */
  public OrderedKeys keys() {
    return keys;
  }

  /** Returns the ordered bytes of a key. */
  public byte[] bytes(K key) {
    PayloadBuffer bytes = new PayloadBuffer(Long.BYTES * 2);
    keyType.writeOrdered(key, bytes);
    return bytes.toByteArray();
  }

  /**
   * Returns a walk over those of some keys that belong to a scan.
   *
   * @throws IllegalArgumentException if a bound or the prefix has no canonical form
   */
  public KeyWalk walk(KeyTree tree, Scan<K> scan) {
    KeyBounds bounds = KeyBounds.of(scan, this);
    return scan.isDescending()
        ? tree.descending(bounds.low(), bounds.high())
        : tree.ascending(bounds.low(), bounds.high());
  }

  /** Returns {@code before} as it is once a key is put. */
  public OrderedKeys with(OrderedKeys before, Fingerprint fingerprint, K key) {
    return isKept ? before.with(Index.kept(fingerprint), bytes(key)) : before;
  }

  /** Returns {@code before} as it is once a key is deleted. */
  public OrderedKeys without(OrderedKeys before, Fingerprint fingerprint, K key) {
    return isKept ? before.without(Index.kept(fingerprint), bytes(key)) : before;
  }

  /**
   * Returns the keys as they are once one has expired.
   *
   * @param key its ordered bytes, or null if nobody can tell; it stays among the keys then
   */
  public OrderedKeys withoutExpired(Fingerprint fingerprint, byte @Nullable [] key) {
    OrderedKeys before = keys;
    if (!isKept) {
      return before;
    }
    Fingerprint kept = Index.kept(fingerprint);
    return key == null ? before.named(kept) : before.without(kept, key);
  }

  /** Lets everybody see the keys as they are now. */
  public void publish(OrderedKeys next) {
    if (isKept) {
      keys = next;
    }
  }
}
