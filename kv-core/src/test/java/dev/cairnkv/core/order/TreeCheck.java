package dev.cairnkv.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at each node of a tree. */
final class TreeCheck {
  private int leafDepth = -1;
  private long keys;

  private TreeCheck() {}

  /**
   * Fails unless all leaves are equally deep, no node but a root is empty or holds too many keys,
   * and each key is between the separators around it, behind the one before it.
   */
  static void check(KeyTree tree) {
    TreeCheck check = new TreeCheck();
    if (tree.size() > 0) {
      check.check(tree.root(), 0, new byte[0], null);
    }
    assertThat(tree.size()).isEqualTo(check.keys);
  }

  private void check(Node node, int depth, byte[] low, byte @Nullable [] high) {
    assertThat(node.isEmpty()).isFalse();
    assertThat(node.keys().count()).isLessThanOrEqualTo(Node.MOST_KEYS);
    byte[] before = low;
    for (int i = 0; i < node.keys().count(); i++) {
      byte[] key = node.keys().key(i);
      int order = Arrays.compareUnsigned(before, key);
      assertThat(i == 0 ? order <= 0 : order < 0).isTrue();
      before = key;
    }
    assertThat(high == null || node.keys().count() == 0 || Arrays.compareUnsigned(before, high) < 0)
        .isTrue();
    switch (node) {
      case Leaf leaf -> {
        assertThat(leafDepth == -1 || leafDepth == depth).isTrue();
        leafDepth = depth;
        keys += leaf.keys().count();
      }
      case Inner inner -> {
        assertThat(inner.childCount()).isEqualTo(inner.keys().count() + 1);
        assertThat(depth > 0 || inner.childCount() > 1).isTrue();
        for (int i = 0; i < inner.childCount(); i++) {
          check(
              inner.child(i),
              depth + 1,
              i == 0 ? low : inner.keys().key(i - 1),
              i == inner.keys().count() ? high : inner.keys().key(i));
        }
      }
    }
  }

  /** Returns all keys that a walk gives. */
  static List<byte[]> keys(KeyWalk walk) {
    List<byte[]> keys = new ArrayList<>();
    for (byte[] key = walk.next(); key != null; key = walk.next()) {
      keys.add(key);
    }
    assertThat(walk.next()).isNull();
    return keys;
  }

  /** Returns the number of nodes on the way to a key. */
  static int depth(KeyTree tree) {
    int depth = 1;
    Node node = tree.root();
    while (node instanceof Inner inner) {
      node = inner.child(0);
      depth++;
    }
    return depth;
  }
}
