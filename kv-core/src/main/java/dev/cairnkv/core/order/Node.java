package dev.cairnkv.core.order;

import org.jspecify.annotations.Nullable;

/** A node of a {@link KeyTree}. Unchangeable: each method returns a node of its own. */
sealed interface Node permits Leaf, Inner {
  /** More keys than that are split. */
  int MOST_KEYS = 64;

  /** More bytes than that are split as well, so that long keys are not copied many at a time. */
  int MOST_BYTES = 8 << 10;

  /**
   * What a node was split into.
   *
   * @param separator behind all keys of the left one, and not behind any of the right one
   */
  record Split(Node left, byte[] separator, Node right) {}

  /** Returns the node with a key, which may then be too large, or itself if the key is there. */
  Node with(byte[] key);

  /** Returns the node without a key, which may then be empty, or itself if the key is not there. */
  Node without(byte[] key);

  /** Returns the keys that the node itself holds: all, or those that separate its children. */
  KeyBlock keys();

  boolean isEmpty();

  boolean isTooLarge();

  /** Splits a node that is too large. */
  Split split();

  /** Returns one node in place of this one and its right neighbour, or null if it is too large. */
  @Nullable Node joined(byte[] separator, Node right);

  /** Returns whether it is worth while to look for a neighbour to join. */
  default boolean isSmall() {
    return keys().count() < MOST_KEYS / 4 && keys().byteCount() < MOST_BYTES / 4;
  }

  /** Joined nodes leave room, so that the next key does not split them again. */
  static boolean isWellSized(KeyBlock keys) {
    return keys.count() <= MOST_KEYS * 3 / 4 && keys.byteCount() <= MOST_BYTES * 3 / 4;
  }
}
