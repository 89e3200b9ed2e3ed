package dev.cairnkv.core.order;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks from the last key to the first. From leaf to leaf it goes down from the root anew. */
final class DescendingWalk implements KeyWalk {
  private final Node root;
  private final byte[] low;
  private KeyBlock leaf = KeyBlock.EMPTY;
  private int position;

  /** Where this leaf begins, if there is one before it. */
  private byte @Nullable [] begin;

  DescendingWalk(Node root, byte[] low, byte @Nullable [] high) {
    this.root = root;
    this.low = low;
    seek(high);
  }

  @Override
  public byte @Nullable [] next() {
    while (position == 0) {
      if (begin == null) {
        return null;
      }
      seek(begin);
    }
    byte[] key = leaf.key(position - 1);
    if (Arrays.compareUnsigned(key, low) < 0) {
      return null;
    }
    position--;
    return key;
  }

  /** Goes to where the last key before {@code high} would be, or the last one of all. */
  private void seek(byte @Nullable [] high) {
    begin = null;
    Node node = root;
    while (node instanceof Inner inner) {
      int child = before(inner.keys(), high);
      if (child > 0) {
        begin = inner.keys().key(child - 1);
      }
      node = inner.child(child);
    }
    leaf = node.keys();
    position = before(leaf, high);
  }

  private static int before(KeyBlock keys, byte @Nullable [] high) {
    return high == null ? keys.count() : keys.lowerBound(high);
  }
}
