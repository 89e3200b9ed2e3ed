package dev.cairnkv.testkit;

import dev.cairnkv.KeyType;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Keys that are easily taken for another one. */
final class NearKeys {

  private static final char[] EDGES = {'?', '\uFFFD', '\uD800', '\uDC00', '"', '\\', 0, 'x'};

  private NearKeys() {}

  /** Returns keys other than {@code key}; none if it is of no {@link KeyType}. */
  @SuppressWarnings("unchecked") // each branch gives keys of the class that it has checked
  static <K> List<K> of(K key) {
    Stream<?> keys =
        switch (key) {
          case String text -> near(text);
          case byte[] bytes -> near(bytes);
          case Long number -> near(number);
          case UUID uuid -> near(uuid);
          default -> Stream.of();
        };
    return (List<K>) keys.toList();
  }

  /** Longer, shorter, and of equal length with one character changed: its low byte stays, too. */
  private static Stream<String> near(String text) {
    Stream.Builder<String> near = Stream.builder();
    near.add("").add(text + 'x').add('x' + text).add(text + '\0').add(text + text);
    int last = text.length() - 1;
    for (int at : last < 0 ? new int[] {} : new int[] {0, last / 2, last}) {
      near.add(text.substring(0, at)).add(text.substring(at + 1));
      char there = text.charAt(at);
      for (char other : EDGES) {
        near.add(replace(text, at, other));
      }
      near.add(replace(text, at, (char) (there ^ 0x100)))
          .add(replace(text, at, (char) (there ^ 1)));
    }
    return near.build().filter(other -> !other.equals(text));
  }

  private static Stream<byte[]> near(byte[] bytes) {
    Stream.Builder<byte[]> near = Stream.builder();
    near.add(new byte[0]).add(Arrays.copyOf(bytes, bytes.length + 1));
    int last = bytes.length - 1;
    for (int at : last < 0 ? new int[] {} : new int[] {0, last / 2, last}) {
      near.add(Arrays.copyOf(bytes, at));
      for (int flipped : new int[] {0x01, 0x20, 0x80, 0xFF}) {
        byte[] other = bytes.clone();
        other[at] ^= (byte) flipped;
        near.add(other);
      }
    }
    return near.build().filter(other -> !Arrays.equals(other, bytes));
  }

  private static Stream<Long> near(long number) {
    return Stream.of(number ^ 1, ~number, number ^ Long.MIN_VALUE, number ^ (1L << 32));
  }

  private static Stream<UUID> near(UUID uuid) {
    long upper = uuid.getMostSignificantBits();
    long lower = uuid.getLeastSignificantBits();
    return Stream.of(
        new UUID(upper ^ 1, lower),
        new UUID(upper, lower ^ 1),
        new UUID(upper ^ Long.MIN_VALUE, lower),
        new UUID(upper, lower ^ Long.MIN_VALUE));
  }

  private static String replace(String text, int at, char other) {
    return text.substring(0, at) + other + text.substring(at + 1);
  }
}
