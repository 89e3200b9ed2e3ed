package dev.cairnkv.core.order;

import org.jspecify.annotations.Nullable;

/**
 * A set of byte strings in the order of their bytes as unsigned numbers: a B+ tree. Unchangeable:
 * what adds or removes a key returns another tree, which shares with this one all nodes but those
 * on the way to the key.
 *
 * <p>The idea of sharing is that of James R. Driscoll et al., "Making Data Structures Persistent",
 * 1989; that of short separators of Rudolf Bayer and Karl Unterauer, "Prefix B-Trees", 1977. Nodes
 * are joined when they become small and a neighbour has room, and not kept half full at any price.
 */
public final class KeyTree {
  /** The tree without a key. */
  public static final KeyTree EMPTY = new KeyTree(Leaf.EMPTY, 0);

  private final Node root;
  private final long size;

  private KeyTree(Node root, long size) {
    this.root = root;
    this.size = size;
  }

  /** Returns the number of keys. */
  public long size() {
    return size;
  }

  /** Returns the tree with a key: this one if it is there already. */
  public KeyTree with(byte[] key) {
    Node next = root.with(key);
    if (next == root) {
      return this;
    }
    return new KeyTree(next.isTooLarge() ? Inner.of(next.split()) : next, size + 1);
  }

  /** Returns the tree without a key: this one if it is not there. */
  public KeyTree without(byte[] key) {
    Node next = root.without(key);
    if (next == root) {
      return this;
    }
    while (next instanceof Inner inner && inner.childCount() == 1) {
      next = inner.child(0);
    }
    return next.isEmpty() ? EMPTY : new KeyTree(next, size - 1);
  }

  /**
   * Returns a walk over the keys from one to before another, the first one first.
   *
   * @param low the first key that may come
   * @param high the first one that does not, or null if none is too far
   */
  public KeyWalk ascending(byte[] low, byte @Nullable [] high) {
    return new AscendingWalk(root, low, high);
  }

  /**
   * Returns a walk over the keys from one to before another, the last one first.
   *
   * @param low the first key that may come
   * @param high the first one that does not, or null if none is too far
   */
  public KeyWalk descending(byte[] low, byte @Nullable [] high) {
    return new DescendingWalk(root, low, high);
  }

  /** Returns the node that all others hang on. */
  Node root() {
    return root;
  }
}
