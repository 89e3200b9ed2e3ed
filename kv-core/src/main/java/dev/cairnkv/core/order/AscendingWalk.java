package dev.cairnkv.core.order;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks from the first key to the last. From leaf to leaf it goes down from the root anew. */
final class AscendingWalk implements KeyWalk {
  private final Node root;
  private final byte @Nullable [] high;
  private KeyBlock leaf = KeyBlock.EMPTY;
  private int position;

  /** Where the next leaf begins. */
  private byte @Nullable [] behind;

  AscendingWalk(Node root, byte[] low, byte @Nullable [] high) {
    this.root = root;
    this.high = high;
    seek(low);
  }

  @Override
  public byte @Nullable [] next() {
    while (position == leaf.count()) {
      if (behind == null) {
        return null;
      }
      seek(behind);
    }
    byte[] key = leaf.key(position);
    if (high != null && Arrays.compareUnsigned(key, high) >= 0) {
      return null;
    }
    position++;
    return key;
  }

  private void seek(byte[] low) {
    behind = null;
    Node node = root;
    while (node instanceof Inner inner) {
      KeyBlock separators = inner.keys();
      int child = separators.upperBound(low);
      if (child < separators.count()) {
        behind = separators.key(child);
      }
      node = inner.child(child);
    }
    leaf = node.keys();
    position = leaf.lowerBound(low);
  }
}
