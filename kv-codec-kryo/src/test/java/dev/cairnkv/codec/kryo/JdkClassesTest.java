package dev.cairnkv.codec.kryo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KeyType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every class of the JDK that is known without registration comes back equal. */
final class JdkClassesTest {

  private static final KryoCodec<String, Object> PLAIN =
      KryoCodec.builder(KeyType.STRING, Object.class).build();
  private static final KryoCodec<String, Object> REFERENCES =
      KryoCodec.builder(KeyType.STRING, Object.class).references(true).build();

  @ParameterizedTest
  @MethodSource
  void comesBackEqual(Object value) {
    for (KryoCodec<String, Object> codec : List.of(PLAIN, REFERENCES)) {
      Object decoded = codec.decode(codec.encode("k", value)).value();
      assertThat(Objects.deepEquals(decoded, value)).as("%s is %s", decoded, value).isTrue();
      Object nested = codec.decode(codec.encode("k", List.of(value, value))).value();
      assertThat(((List<?>) nested).size()).isEqualTo(2);
    }
  }

  static Stream<Object> comesBackEqual() {
    return Stream.of(scalars(), times(), arrays(), collections()).flatMap(List::stream);
  }

  private static List<Object> scalars() {
    return List.of(
        true,
        (byte) -1,
        'ü',
        (short) -2,
        Integer.MIN_VALUE,
        Long.MIN_VALUE,
        1.5f,
        -0.0,
        "text",
        new BigDecimal("-12345678901234567890.1234567890"),
        new BigDecimal("1e1000000"),
        BigInteger.TWO.pow(1_000).negate(),
        BigInteger.ZERO,
        new UUID(-1, 1),
        Optional.empty(),
        Optional.of("x"),
        OptionalInt.of(-1),
        OptionalLong.of(Long.MIN_VALUE),
        OptionalDouble.of(0.1),
        Currency.getInstance("EUR"),
        Locale.forLanguageTag("de-CH"),
        URI.create("file:///tmp/x"),
        BitSet.valueOf(new long[] {5, -1}));
  }

  @SuppressWarnings("JavaUtilDate") // an application may have one
  private static List<Object> times() {
    ZonedDateTime twice = ZonedDateTime.parse("2026-10-25T02:30:00+02:00[Europe/Berlin]");
    return List.of(
        Instant.MIN,
        Instant.MAX,
        LocalDate.MIN,
        LocalDate.MAX,
        LocalTime.MAX,
        LocalDateTime.MIN,
        OffsetTime.MAX,
        OffsetDateTime.MIN,
        twice,
        twice.withLaterOffsetAtOverlap(),
        ZoneOffset.ofHoursMinutes(-5, -30),
        ZoneId.of("America/New_York"),
        Duration.ofSeconds(-1, 1),
        Period.of(1, -2, 3),
        Year.of(-5),
        YearMonth.of(2026, 2),
        MonthDay.of(2, 29),
        new Date(-1));
  }

  private static List<Object> arrays() {
    return List.of(
        new byte[] {1, -1},
        new short[] {1, -1},
        new char[] {'a', '\uFFFF'},
        new int[] {1, -1, Integer.MIN_VALUE},
        new long[] {1, -1, Long.MIN_VALUE},
        new float[] {1, Float.NaN},
        new double[] {1, Double.MIN_VALUE},
        new boolean[] {true, false, true},
        new boolean[0],
        new String[] {"a", null, ""},
        new Object[] {1, "a", null, new int[] {1}});
  }

  private static List<Object> collections() {
    List<Object> list = Arrays.asList("a", null, 1);
    Map<Object, Object> map = new LinkedHashMap<>(Map.of("z", 1));
    map.put("a", null);
    Set<Object> set = new LinkedHashSet<>(list);
    return List.of(
        list,
        new ArrayList<>(list),
        Collections.unmodifiableList(list),
        list.stream().toList(),
        Collections.emptyList(),
        Collections.singletonList(null),
        List.of(),
        List.of(1),
        List.of(1, 2, 3),
        List.of(1, 2, 3, 4).subList(1, 3),
        Collections.nCopies(1_000, null).stream().toList(),
        map,
        new HashMap<>(map),
        Collections.unmodifiableMap(map),
        Collections.emptyMap(),
        Collections.singletonMap(null, null),
        Map.of(),
        Map.of(1, 2),
        Map.of(1, 2, 3, 4),
        new TreeMap<>(Map.of("b", 1, "a", 2)),
        new ConcurrentHashMap<>(Map.of("b", 1)),
        set,
        new HashSet<>(set),
        Collections.unmodifiableSet(set),
        Collections.emptySet(),
        Collections.singleton(null),
        Set.of(),
        Set.of(1),
        Set.of(1, 2, 3),
        new TreeSet<>(Set.of(3, 1, 2)));
  }

  @ParameterizedTest
  @MethodSource
  void comesBackWithTheSameElements(Collection<Object> value) {
    Object decoded = PLAIN.decode(PLAIN.encode("k", value)).value();
    assertThat(decoded).hasSameClassAs(value);
    assertThat(List.copyOf((Collection<?>) decoded)).isEqualTo(List.copyOf(value));
  }

  static Stream<Collection<Object>> comesBackWithTheSameElements() {
    return Stream.of(
        new ArrayDeque<>(List.of(1, 2)),
        new LinkedHashSet<>(List.of(9, 1, 5)),
        new ArrayList<>(List.of(3, 2)));
  }
}
