package dev.cairnkv.core.order;

import dev.cairnkv.core.fingerprint.Fingerprint;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys of one moment. Unchangeable.
 *
 * @param tree the keys that are known; some of them may not be there any more
 * @param unnamed the records whose keys are not known, since they could not be read: from the
 *     fingerprint, as the index keeps it, to the location
 */
public record OrderedKeys(KeyTree tree, Map<Fingerprint, Long> unnamed) {
  /** No keys. */
  public static final OrderedKeys NONE = new OrderedKeys(KeyTree.EMPTY, Map.of());

  /** Makes the map unmodifiable. */
  public OrderedKeys {
    unnamed = Map.copyOf(unnamed);
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
    if (unnamed.isEmpty() || !unnamed.containsKey(named)) {
      return next == tree ? this : new OrderedKeys(next, unnamed);
    }
    Map<Fingerprint, Long> rest = new HashMap<>(unnamed);
    rest.remove(named);
    return new OrderedKeys(next, rest);
  }
}
