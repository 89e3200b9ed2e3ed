package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.serializers.DefaultSerializers;
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
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the JDK that every codec knows. Their ids and bytes are part of version 1 of the
 * codec: they must never change, and new ones are added at the end.
 *
 * <p>Kryo itself has 0 to 8 for the primitive types and strings. The most common classes have the
 * ids up to 19, which take one byte as those of an application do; the others begin at 10,000.
 */
final class JdkClasses {

  /** The first id of the classes that need no short one. */
  static final int FIRST_RARE_ID = 10_000;

  private static final int FIRST_COMMON_ID = 9;

  private final Kryo kryo;
  private int nextId;

  private JdkClasses(Kryo kryo) {
    this.kryo = kryo;
  }

  /** Registers all. */
  static void register(Kryo kryo, GraphClassResolver resolver) {
    JdkClasses classes = new JdkClasses(kryo);
    classes.nextId = FIRST_COMMON_ID;
    classes.addCommon();
    classes.nextId = FIRST_RARE_ID;
    classes.addRare();
    classes.addLater(resolver);
    addAliases(resolver);
  }

  private void addCommon() {
    add(ArrayList.class, ElementsSerializer.mutable(header -> new ArrayList<>(header.count())));
    add(
        List.of(1, 2, 3).getClass(),
        ElementsSerializer.immutable(
            header -> new ArrayList<>(header.count()), JdkClasses::immutableList));
    add(HashMap.class, EntriesSerializer.mutable(header -> HashMap.newHashMap(header.count())));
    add(
        LinkedHashMap.class,
        EntriesSerializer.mutable(header -> LinkedHashMap.newLinkedHashMap(header.count())));
    add(
        Map.of(1, 1, 2, 2).getClass(),
        EntriesSerializer.immutable(
            header -> LinkedHashMap.newLinkedHashMap(header.count()),
            map -> Collections.unmodifiableMap(map)));
    add(HashSet.class, ElementsSerializer.mutable(header -> HashSet.newHashSet(header.count())));
    add(
        LinkedHashSet.class,
        ElementsSerializer.mutable(header -> LinkedHashSet.newLinkedHashSet(header.count())));
    add(
        Set.of(1, 2, 3).getClass(),
        ElementsSerializer.immutable(
            header -> LinkedHashSet.newLinkedHashSet(header.count()),
            set -> Collections.unmodifiableSet((Set<@Nullable Object>) set)));
    addDefault(byte[].class);
    addDefault(BigDecimal.class);
    add(UUID.class, new DefaultSerializers.UUIDSerializer());
  }

  @SuppressWarnings("JdkObsolete") // an application may have a LinkedList
  private void addRare() {
    addDefault(Instant.class);
    addDefault(LocalDate.class);
    addDefault(LocalTime.class);
    addDefault(LocalDateTime.class);
    addDefault(OffsetTime.class);
    addDefault(OffsetDateTime.class);
    add(ZonedDateTime.class, new JdkSerializers.ZonedDateTimeSerializer());
    addDefault(ZoneOffset.class);
    addDefault(ZoneId.of("Europe/Berlin").getClass());
    addDefault(Duration.class);
    addDefault(Period.class);
    addDefault(Year.class);
    addDefault(YearMonth.class);
    addDefault(MonthDay.class);
    addDefault(Optional.class);
    addDefault(OptionalInt.class);
    addDefault(OptionalLong.class);
    addDefault(OptionalDouble.class);
    addDefault(BigInteger.class);
    addDefault(short[].class);
    addDefault(char[].class);
    addDefault(int[].class);
    addDefault(long[].class);
    addDefault(float[].class);
    addDefault(double[].class);
    add(boolean[].class, new JdkSerializers.BooleansSerializer());
    add(String[].class, new ArraySerializer());
    add(Object[].class, new ArraySerializer());
    add(TreeMap.class, EntriesSerializer.mutable(header -> new TreeMap<>(header.readOrder())));
    add(TreeSet.class, ElementsSerializer.mutable(header -> new TreeSet<>(header.readOrder())));
    add(ConcurrentHashMap.class, EntriesSerializer.mutable(header -> new ConcurrentHashMap<>()));
    add(LinkedList.class, ElementsSerializer.mutable(header -> new LinkedList<>()));
    add(ArrayDeque.class, ElementsSerializer.mutable(header -> new ArrayDeque<>(header.count())));
    add(Date.class, new JdkSerializers.DateSerializer());
    addDefault(BitSet.class);
    addDefault(Currency.class);
    addDefault(Locale.class);
    add(URI.class, new DefaultSerializers.URISerializer());
  }

  /** What codecs know since after the first ones were in use. */
  private void addLater(GraphClassResolver resolver) {
    Class<?> small = EnumSet.noneOf(TimeUnit.class).getClass();
    add(small, new EnumSerializers.OfSet());
    resolver.alias(EnumSet.noneOf(Character.UnicodeScript.class).getClass(), small);
    add(EnumMap.class, new EnumSerializers.OfMap(resolver));
    add(
        PriorityQueue.class,
        ElementsSerializer.mutable(header -> new PriorityQueue<>(header.readOrder())));
  }

  /** Other classes of immutable collections: they come back as the ones registered. */
  @SuppressWarnings("JdkObsolete") // the class for lists without random access
  private static void addAliases(GraphClassResolver resolver) {
    for (List<?> each :
        List.of(
            List.of(1),
            List.of(1, 2, 3).subList(1, 2),
            Collections.emptyList(),
            Collections.singletonList(1),
            Collections.unmodifiableList(new ArrayList<>()),
            Collections.unmodifiableList(new LinkedList<>()))) {
      resolver.alias(each.getClass(), List.of(1, 2, 3).getClass());
    }
    for (Map<?, ?> each :
        List.of(
            Map.of(1, 1),
            Collections.emptyMap(),
            Collections.singletonMap(1, 1),
            Collections.unmodifiableMap(new HashMap<>()))) {
      resolver.alias(each.getClass(), Map.of(1, 1, 2, 2).getClass());
    }
    for (Set<?> each :
        List.of(
            Set.of(1),
            Collections.emptySet(),
            Collections.singleton(1),
            Collections.unmodifiableSet(new HashSet<>()))) {
      resolver.alias(each.getClass(), Set.of(1, 2, 3).getClass());
    }
    resolver.alias(Arrays.asList(1).getClass(), ArrayList.class);
  }

  private static Collection<@Nullable Object> immutableList(Collection<@Nullable Object> elements) {
    return Collections.unmodifiableList((List<@Nullable Object>) elements);
  }

  private void addDefault(Class<?> type) {
    add(type, kryo.getDefaultSerializer(type));
  }

  private void add(Class<?> type, Serializer<?> serializer) {
    kryo.register(type, serializer, nextId++);
  }
}
