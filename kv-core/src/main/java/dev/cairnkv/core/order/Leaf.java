package dev.cairnkv.core.order;

import org.jspecify.annotations.Nullable;

/** A node that holds keys. */
final class Leaf implements Node {
  static final Leaf EMPTY = new Leaf(KeyBlock.EMPTY);

  private final KeyBlock keys;

  private Leaf(KeyBlock keys) {
    this.keys = keys;
  }

  @Override
  public KeyBlock keys() {
    return keys;
  }

  @Override
  public Leaf with(byte[] key) {
    int position = keys.find(key);
    return position >= 0 ? this : new Leaf(keys.with(-position - 1, key));
  }

  @Override
  public Leaf without(byte[] key) {
    int position = keys.find(key);
    return position < 0 ? this : new Leaf(keys.without(position));
  }

  @Override
  public boolean isEmpty() {
    return keys.count() == 0;
  }

  @Override
  public boolean isTooLarge() {
    return keys.count() > MOST_KEYS || (keys.byteCount() > MOST_BYTES && keys.count() > 1);
  }

  @Override
  public Split split() {
    int middle = keys.middle(1, keys.count() - 1);
    return new Split(
        new Leaf(keys.range(0, middle)),
        keys.separator(middle),
        new Leaf(keys.range(middle, keys.count())));
  }

  @Override
  public @Nullable Node joined(byte[] separator, Node right) {
    KeyBlock all = keys.and(right.keys());
    return Node.isWellSized(all) ? new Leaf(all) : null;
  }
}
