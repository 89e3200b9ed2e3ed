package dev.cairnkv.core.order;

import dev.cairnkv.core.fingerprint.Fingerprint;
import java.util.HashSet;
import java.util.Set;

/**
 * The keys of one moment. Unchangeable.
 *
 * @param tree the keys that are known; some of them may not be there any more
 * @param unnamed the fingerprints, as the index keeps them, of the keys that are not known, since
 *     their records could not be read
 */
public record OrderedKeys(KeyTree tree, Set<Fingerprint> unnamed) {
  /** No keys. */
  public static final OrderedKeys NONE = new OrderedKeys(KeyTree.EMPTY, Set.of());

  /** Makes the set unmodifiable. */
  public OrderedKeys {
    unnamed = Set.copyOf(unnamed);
  }

  OrderedKeys with(Fingerprint kept, byte[] key) {
    return changed(tree.with(key), kept);
  }

  OrderedKeys without(Fingerprint kept, byte[] key) {
    return changed(tree.without(key), kept);
  }

  /** Whoever writes a key has named it. */
  OrderedKeys named(Fingerprint kept) {
    return changed(tree, kept);
  }

  private OrderedKeys changed(KeyTree next, Fingerprint named) {
    if (unnamed.isEmpty() || !unnamed.contains(named)) {
      return next == tree ? this : new OrderedKeys(next, unnamed);
    }
    Set<Fingerprint> rest = new HashSet<>(unnamed);
    rest.remove(named);
    return new OrderedKeys(next, rest);
  }
}
