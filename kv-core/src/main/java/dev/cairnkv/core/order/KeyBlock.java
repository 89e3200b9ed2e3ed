package dev.cairnkv.core.order;

import java.util.Arrays;

/**
 * Some keys in ascending order, one behind the other in one array: a key takes its length and 4
 * bytes. Unchangeable.
 */
final class KeyBlock {
  static final KeyBlock EMPTY = new KeyBlock(new byte[0], new int[0]);

  private final byte[] bytes;
  private final int[] ends;

  private KeyBlock(byte[] bytes, int[] ends) {
    this.bytes = bytes;
    this.ends = ends;
  }

  static KeyBlock of(byte[] key) {
    return new KeyBlock(key.clone(), new int[] {key.length});
  }

  int count() {
    return ends.length;
  }

  int byteCount() {
    return bytes.length;
  }

  byte[] key(int position) {
    return Arrays.copyOfRange(bytes, start(position), ends[position]);
  }

  /** Returns the number of keys before {@code key}. */
  int lowerBound(byte[] key) {
    int position = find(key);
    return position < 0 ? -position - 1 : position;
  }

  /** Returns the number of keys that are not behind {@code key}. */
  int upperBound(byte[] key) {
    int position = find(key);
    return position < 0 ? -position - 1 : position + 1;
  }

  /** Returns where a key is, or as {@link Arrays#binarySearch(int[], int)} does where it is not. */
  int find(byte[] key) {
    int low = 0;
    int high = ends.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(middle, key);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  /** Returns whether the key at a position comes before, is, or comes behind {@code key}. */
  int compare(int position, byte[] key) {
    return Arrays.compareUnsigned(bytes, start(position), ends[position], key, 0, key.length);
  }

  KeyBlock with(int position, byte[] key) {
    int start = start(position);
    byte[] moreBytes = Arrays.copyOf(bytes, Math.addExact(bytes.length, key.length));
    System.arraycopy(key, 0, moreBytes, start, key.length);
    System.arraycopy(bytes, start, moreBytes, start + key.length, bytes.length - start);
    int[] moreEnds = Arrays.copyOf(ends, ends.length + 1);
    for (int i = position; i < ends.length; i++) {
      moreEnds[i + 1] = ends[i] + key.length;
    }
    moreEnds[position] = start + key.length;
    return new KeyBlock(moreBytes, moreEnds);
  }

  KeyBlock without(int position) {
    int start = start(position);
    int length = ends[position] - start;
    byte[] fewerBytes = Arrays.copyOf(bytes, bytes.length - length);
    System.arraycopy(bytes, ends[position], fewerBytes, start, fewerBytes.length - start);
    int[] fewerEnds = Arrays.copyOf(ends, ends.length - 1);
    for (int i = position; i < fewerEnds.length; i++) {
      fewerEnds[i] = ends[i + 1] - length;
    }
    return new KeyBlock(fewerBytes, fewerEnds);
  }

  /** Returns the keys from one position to before another. */
  KeyBlock range(int from, int to) {
    int start = start(from);
    int[] rangeEnds = Arrays.copyOfRange(ends, from, to);
    for (int i = 0; i < rangeEnds.length; i++) {
      rangeEnds[i] -= start;
    }
    return new KeyBlock(Arrays.copyOfRange(bytes, start, start(to)), rangeEnds);
  }

  /** Returns these keys and those of a block that come behind them. */
  KeyBlock and(KeyBlock next) {
    byte[] allBytes = Arrays.copyOf(bytes, bytes.length + next.bytes.length);
    System.arraycopy(next.bytes, 0, allBytes, bytes.length, next.bytes.length);
    int[] allEnds = Arrays.copyOf(ends, ends.length + next.ends.length);
    for (int i = 0; i < next.ends.length; i++) {
      allEnds[ends.length + i] = bytes.length + next.ends[i];
    }
    return new KeyBlock(allBytes, allEnds);
  }

  /** Returns the position that has half of the bytes before it, within the limits given. */
  int middle(int least, int most) {
    int position = least;
    while (position < most && ends[position] <= bytes.length / 2) {
      position++;
    }
    return position;
  }

  /**
   * Returns the shortest key that separates the key before a position from the one at it: behind
   * the one, and not behind the other.
   */
  byte[] separator(int position) {
    byte[] right = key(position);
    int same = Arrays.mismatch(key(position - 1), right);
    return Arrays.copyOf(right, same + 1);
  }

  private int start(int position) {
    return position == 0 ? 0 : ends[position - 1];
  }
}
