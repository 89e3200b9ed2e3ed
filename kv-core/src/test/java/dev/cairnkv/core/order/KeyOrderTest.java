package dev.cairnkv.core.order;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairnkv.KeyType;
import dev.cairnkv.Scan;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.index.Index;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scans of each type of keys, held against comparators that know nothing of bytes. */
class KeyOrderTest {
  private static final Fingerprint ANY = new Fingerprint(1, 2);

  /** A type of keys with what it is held against. */
  record Kind<K>(
      KeyType<K> type,
      List<K> keys,
      Comparator<K> order,
      @Nullable BiPredicate<K, K> hasPrefix,
      Function<K, String> text) {
    @Override
    public String toString() {
      return type.id();
    }
  }

  static Stream<Kind<?>> kinds() {
    SplittableRandom random = new SplittableRandom(7);
    return Stream.of(
        new Kind<>(
            KeyType.STRING,
            strings(random),
            Comparator.comparing(KeyOrderTest::codePoints, Arrays::compare),
            String::startsWith,
            key -> key),
        new Kind<>(
            KeyType.BYTES,
            strings(random).stream()
                .map(text -> text.replaceAll("[^\\x00-\\xff]", "\u00ff"))
                .distinct()
                .map(text -> text.getBytes(ISO_8859_1))
                .toList(),
            Comparator.comparing(key -> new String(key, ISO_8859_1)),
            (key, prefix) -> new String(key, ISO_8859_1).startsWith(new String(prefix, ISO_8859_1)),
            Arrays::toString),
        new Kind<>(
            KeyType.LONG,
            Stream.concat(
                    Stream.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L, 0L, 1L, 255L, 256L),
                    Stream.of(Long.MAX_VALUE - 1, Long.MAX_VALUE, -256L, random.nextLong()))
                .toList(),
            Comparator.naturalOrder(),
            null,
            String::valueOf),
        new Kind<>(
            KeyType.UUID,
            uuids(),
            Comparator.comparing(uuid -> new BigInteger(uuid.toString().replace("-", ""), 16)),
            null,
            UUID::toString));
  }

  private static int[] codePoints(String text) {
    return text.codePoints().toArray();
  }

  /** Strings of characters at the edges of what takes one, two, three and four bytes in UTF-8. */
  private static List<String> strings(SplittableRandom random) {
    List<String> characters =
        List.of(
            "\0",
            "a",
            "\u007f",
            "\u0080",
            "\u00ff",
            "\u07ff",
            "\u0800",
            "\ud7ff",
            "\ue000",
            "\uffff",
            "\ud800\udc00",
            "\udbff\udfff");
    List<String> strings = new ArrayList<>(List.of(""));
    strings.addAll(characters);
    while (strings.size() < 80) {
      int length = 1 + random.nextInt(4);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.append(characters.get(random.nextInt(characters.size())));
      }
      strings.add(text.toString());
    }
    return strings.stream().distinct().toList();
  }

  private static List<UUID> uuids() {
    long[] halves = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE};
    List<UUID> uuids = new ArrayList<>();
    for (long high : halves) {
      for (long low : halves) {
        uuids.add(new UUID(high, low));
      }
    }
    return uuids;
  }

  private static <K> KeyOrder<K> order(Kind<K> kind) {
    KeyOrder<K> order = KeyOrder.from(kind.type(), OrderedKeys.NONE);
    List<K> shuffled = new ArrayList<>(kind.keys());
    Collections.shuffle(shuffled, new Random(5));
    for (K key : shuffled) {
      order.publish(order.with(order.keys(), ANY, key));
    }
    return order;
  }

  private static <K> List<String> scan(Kind<K> kind, KeyOrder<K> order, Scan<K> scan) {
    return TreeCheck.keys(order.walk(order.keys().tree(), scan)).stream()
        .map(bytes -> kind.text().apply(kind.type().ofOrdered(bytes)))
        .toList();
  }

  /** What a scan must give, by comparing each key with each bound. */
  private static <K> List<String> expected(Kind<K> kind, Scan<K> scan) {
    TreeSet<K> sorted = new TreeSet<>(kind.order());
    Scan.Bound<K> low = scan.low();
    Scan.Bound<K> high = scan.high();
    K prefix = scan.prefix();
    for (K key : kind.keys()) {
      int toLow = low == null ? 1 : kind.order().compare(key, low.key());
      int toHigh = high == null ? -1 : kind.order().compare(key, high.key());
      boolean isIn =
          (toLow > 0 || (toLow == 0 && low != null && low.isInclusive()))
              && (toHigh < 0 || (toHigh == 0 && high != null && high.isInclusive()))
              && (prefix == null
                  || (kind.hasPrefix() != null && kind.hasPrefix().test(key, prefix)));
      if (isIn) {
        sorted.add(key);
      }
    }
    return (scan.isDescending() ? sorted.descendingSet() : sorted)
        .stream().map(kind.text()).toList();
  }

  private static <K> void assertScan(Kind<K> kind, KeyOrder<K> order, Scan<K> scan) {
    assertThat(scan(kind, order, scan)).as("%s", scan).isEqualTo(expected(kind, scan));
    Scan<K> back = scan.descending();
    assertThat(scan(kind, order, back)).as("%s", back).isEqualTo(expected(kind, back));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <K> void givesAllKeysInTheirOrder(Kind<K> kind) {
    KeyOrder<K> order = order(kind);

    assertScan(kind, order, Scan.all());
    assertThat(scan(kind, order, Scan.all())).hasSameSizeAs(kind.keys());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <K> void givesWhatIsBetweenEachTwoBounds(Kind<K> kind) {
    KeyOrder<K> order = order(kind);
    for (K low : kind.keys()) {
      assertScan(kind, order, Scan.<K>all().from(low));
      assertScan(kind, order, Scan.<K>all().after(low));
      assertScan(kind, order, Scan.<K>all().to(low));
      assertScan(kind, order, Scan.<K>all().before(low));
      for (K high : kind.keys()) {
        assertScan(kind, order, Scan.<K>all().from(low).to(high));
        assertScan(kind, order, Scan.<K>all().after(low).before(high));
        assertScan(kind, order, Scan.<K>all().from(low).before(high));
        assertScan(kind, order, Scan.<K>all().after(low).to(high));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <K> void givesWhatBeginsWithAPrefix(Kind<K> kind) {
    KeyOrder<K> order = order(kind);
    if (!kind.type().hasPrefixes()) {
      return;
    }
    for (K prefix : kind.keys()) {
      assertScan(kind, order, Scan.withPrefix(prefix));
      for (K bound : kind.keys()) {
        assertScan(kind, order, Scan.withPrefix(prefix).after(bound));
        assertScan(kind, order, Scan.withPrefix(prefix).before(bound));
      }
    }
  }

  @Test
  void aPrefixOfTheLargestBytesHasNoEnd() {
    Kind<byte[]> kind =
        new Kind<>(
            KeyType.BYTES,
            List.of(
                new byte[] {1},
                new byte[] {-2, -1},
                new byte[] {-1},
                new byte[] {-1, -1},
                new byte[] {-1, -1, 0},
                new byte[] {-1, -1, -1, 3}),
            Arrays::compareUnsigned,
            (key, prefix) ->
                Arrays.mismatch(key, prefix) >= prefix.length || Arrays.equals(key, prefix),
            Arrays::toString);
    KeyOrder<byte[]> order = order(kind);

    assertThat(scan(kind, order, Scan.withPrefix(new byte[] {-1, -1})))
        .containsExactly("[-1, -1]", "[-1, -1, 0]", "[-1, -1, -1, 3]");
    assertThat(scan(kind, order, Scan.withPrefix(new byte[] {-2, -1}))).containsExactly("[-2, -1]");
    assertThat(scan(kind, order, Scan.withPrefix(new byte[0]))).hasSize(6);
  }

  @Test
  void refusesAPrefixThatIsHalfACharacter() {
    KeyOrder<String> order = KeyOrder.from(KeyType.STRING, OrderedKeys.NONE);
    String half = "\ud83d\ude00".substring(0, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> order.walk(order.keys().tree(), Scan.withPrefix(half)))
        .withMessageContaining("surrogate");
  }

  @Test
  void doesNothingIfNobodyAsksForIt() {
    KeyOrder<String> order = KeyOrder.none(KeyType.STRING);
    order.publish(order.with(order.keys(), ANY, "a"));
    order.publish(order.withoutExpired(ANY, new byte[] {'a'}));

    assertThat(order.isKept()).isFalse();
    assertThat(order.keys()).isSameAs(OrderedKeys.NONE);
  }

  @Test
  void whoeverWritesAKeyHasNamedIt() {
    Fingerprint first = Index.kept(new Fingerprint(5L << 54, 1));
    Fingerprint second = Index.kept(new Fingerprint(6L << 54, 2));
    OrderedKeys start = new OrderedKeys(KeyTree.EMPTY, Set.of(first, second));
    KeyOrder<String> order = KeyOrder.from(KeyType.STRING, start);

    order.publish(order.with(order.keys(), ANY, "other"));
    assertThat(order.keys().unnamed()).hasSize(2);
    order.publish(order.with(order.keys(), first, "a"));
    assertThat(order.keys().unnamed()).containsExactly(second);
    order.publish(order.withoutExpired(second, null));
    assertThat(order.keys().unnamed()).isEmpty();
    assertThat(order.keys().tree().size()).isEqualTo(2);
    assertThat(start.unnamed()).hasSize(2);
  }
}
