package dev.cairnkv.core.order;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A node that holds nodes, and between each two of them a key that separates them. */
final class Inner implements Node {
  private static final Inner NONE = new Inner(KeyBlock.EMPTY, new Node[0]);

  private final KeyBlock separators;
  private final Node[] children;

  private Inner(KeyBlock separators, Node[] children) {
    this.separators = separators;
    this.children = children;
  }

  static Inner of(Split split) {
    return new Inner(KeyBlock.of(split.separator()), new Node[] {split.left(), split.right()});
  }

  @Override
  public KeyBlock keys() {
    return separators;
  }

  int childCount() {
    return children.length;
  }

  Node child(int position) {
    return children[position];
  }

  @Override
  public Inner with(byte[] key) {
    int position = separators.upperBound(key);
    Node child = children[position];
    Node next = child.with(key);
    if (next == child) {
      return this;
    }
    if (!next.isTooLarge()) {
      return replaced(position, next);
    }
    Split split = next.split();
    Node[] more = new Node[children.length + 1];
    System.arraycopy(children, 0, more, 0, position);
    more[position] = split.left();
    more[position + 1] = split.right();
    System.arraycopy(children, position + 1, more, position + 2, children.length - position - 1);
    return new Inner(separators.with(position, split.separator()), more);
  }

  @Override
  public Inner without(byte[] key) {
    int position = separators.upperBound(key);
    Node child = children[position];
    Node next = child.without(key);
    if (next == child) {
      return this;
    }
    if (next.isEmpty()) {
      return separators.count() == 0 ? NONE : without(position, Math.max(0, position - 1));
    }
    Inner replaced = replaced(position, next);
    if (!next.isSmall()) {
      return replaced;
    }
    Inner joined = position > 0 ? replaced.joinedAt(position - 1) : null;
    if (joined == null && position < separators.count()) {
      joined = replaced.joinedAt(position);
    }
    return joined == null ? replaced : joined;
  }

  private Inner replaced(int position, Node child) {
    Node[] next = children.clone();
    next[position] = child;
    return new Inner(separators, next);
  }

  /** Returns the node with a child and the one right of it made one, or null if it is too large. */
  private @Nullable Inner joinedAt(int position) {
    Node joined = children[position].joined(separators.key(position), children[position + 1]);
    return joined == null ? null : replaced(position + 1, joined).without(position, position);
  }

  private Inner without(int child, int separator) {
    Node[] fewer = Arrays.copyOf(children, children.length - 1);
    System.arraycopy(children, child + 1, fewer, child, fewer.length - child);
    return new Inner(separators.without(separator), fewer);
  }

  @Override
  public boolean isEmpty() {
    return children.length == 0;
  }

  @Override
  public boolean isTooLarge() {
    return separators.count() > MOST_KEYS
        || (separators.byteCount() > MOST_BYTES && separators.count() > 2);
  }

  @Override
  public Split split() {
    int middle = separators.middle(1, separators.count() - 2);
    return new Split(
        new Inner(separators.range(0, middle), Arrays.copyOf(children, middle + 1)),
        separators.key(middle),
        new Inner(
            separators.range(middle + 1, separators.count()),
            Arrays.copyOfRange(children, middle + 1, children.length)));
  }

  @Override
  public @Nullable Node joined(byte[] separator, Node right) {
    Inner other = (Inner) right; // all leaves are equally deep
    KeyBlock all = separators.with(separators.count(), separator).and(other.separators);
    if (!Node.isWellSized(all)) {
      return null;
    }
    Node[] together = Arrays.copyOf(children, children.length + other.children.length);
    System.arraycopy(other.children, 0, together, children.length, other.children.length);
    return new Inner(all, together);
  }
}
