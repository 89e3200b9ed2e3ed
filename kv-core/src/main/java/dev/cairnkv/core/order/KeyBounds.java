package dev.cairnkv.core.order;

import dev.cairnkv.Scan;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The ordered bytes between which the keys of a scan are. */
final class KeyBounds {
  private byte[] low = new byte[0];
  private byte @Nullable [] high;

  private KeyBounds() {}

  static <K> KeyBounds of(Scan<K> scan, KeyOrder<K> order) {
    KeyBounds bounds = new KeyBounds();
    Scan.Bound<K> from = scan.low();
    if (from != null) {
      byte[] key = order.bytes(from.key());
      bounds.raise(from.isInclusive() ? key : successor(key));
    }
    Scan.Bound<K> to = scan.high();
    if (to != null) {
      byte[] key = order.bytes(to.key());
      bounds.lower(to.isInclusive() ? successor(key) : key);
    }
    K prefix = scan.prefix();
    if (prefix != null) {
      byte[] beginning = order.bytes(prefix);
      bounds.raise(beginning);
      bounds.lower(endOfPrefix(beginning));
    }
    return bounds;
  }

  /** Returns the first key that may come. */
  byte[] low() {
    return low;
  }

  /** Returns the first one that does not, or null if none is too far. */
  byte @Nullable [] high() {
    return high;
  }

  private void raise(byte[] least) {
    low = Arrays.compareUnsigned(least, low) > 0 ? least : low;
  }

  private void lower(byte @Nullable [] most) {
    if (most != null && (high == null || Arrays.compareUnsigned(most, high) < 0)) {
      high = most;
    }
  }

  /** Returns the very next key: no other is between them. */
  private static byte[] successor(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  /** Returns the first key behind all that begin with a prefix, or null if there is none. */
  private static byte @Nullable [] endOfPrefix(byte[] prefix) {
    int length = prefix.length;
    while (length > 0 && prefix[length - 1] == (byte) 0xff) {
      length--;
    }
    if (length == 0) {
      return null;
    }
    byte[] end = Arrays.copyOf(prefix, length);
    end[length - 1]++;
    return end;
  }
}
