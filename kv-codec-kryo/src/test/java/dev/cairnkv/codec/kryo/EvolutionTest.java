package dev.cairnkv.codec.kryo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.WrongCodecException;
import dev.cairnkv.codec.UpcastingCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two versions of classes, on one store: what one has written, the other reads. */
final class EvolutionTest {

  record AddressV1(String city) {}

  /** A class that exists no more. */
  record Gone(String what) {}

  record PersonV1(String name, int born, List<AddressV1> addresses, @Nullable Gone gone) {}

  /** A class that is new. */
  record Language(String name) {}

  record Address(@Nullable String street, String city) {}

  record Person(
      String name,
      double height,
      @Nullable Language language,
      List<Address> addresses,
      @Nullable Integer age) {}

  /** A plain class as it was. */
  @SuppressWarnings("unused") // read by reflection
  static final class CounterV1 {
    private int count;
    private String name = "";
    private String comment = "gone";
  }

  /** A plain class whose new fields have values of their own. */
  @SuppressWarnings("FieldMayBeFinal") // written by reflection
  static final class Counter {
    private int count;
    private String name = "";
    private String unit = "pieces";
    private @Nullable String remark;
  }

  /** Nothing in common with a person. */
  record Other(int other) {}

  /** A person whose name is something else. */
  record Numbered(int name, int born) {}

  private static final PersonV1 ADA =
      new PersonV1(
          "Ada", 1815, List.of(new AddressV1("London"), new AddressV1("Ockham")), new Gone("x"));

  private final InMemoryShardStorage storage = new InMemoryShardStorage();

  @Test
  void skipsFieldsThatAreGoneAndGivesNewOnesNothing() {
    put(evolvingV1(), "ada", ADA);

    assertThat(get(evolving(), "ada"))
        .isEqualTo(
            new Person(
                "Ada",
                0.0,
                null,
                List.of(new Address(null, "London"), new Address(null, "Ockham")),
                null));
  }

  @Test
  void letsAnOlderProgramReadWhatANewerOneWrote() {
    Person grace =
        new Person(
            "Grace", 1.7, new Language("COBOL"), List.of(new Address("Fifth Avenue", "NY")), 85);
    put(evolving(), "grace", grace);

    assertThat(get(evolvingV1(), "grace"))
        .isEqualTo(new PersonV1("Grace", 0, List.of(new AddressV1("NY")), null));
    assertThat(get(evolving(), "grace")).isEqualTo(grace);
  }

  @Test
  void leavesNewFieldsOfAPlainClassAtWhatItsConstructorSays() {
    CounterV1 old = new CounterV1();
    old.count = 7;
    old.name = "apples";
    put(builder(CounterV1.class).register(CounterV1.class, 20).evolving(true).build(), "c", old);

    Counter counter =
        Objects.requireNonNull(
            get(builder(Counter.class).register(Counter.class, 20).evolving(true).build(), "c"));
    assertThat(counter.count).isEqualTo(7);
    assertThat(counter.name).isEqualTo("apples");
    assertThat(counter.unit).isEqualTo("pieces");
    assertThat(counter.remark).isNull();
  }

  @Test
  void refusesAFieldWhoseTypeHasChanged() {
    put(evolvingV1(), "ada", ADA);

    assertThatThrownBy(
            () ->
                get(
                    builder(Numbered.class).register(Numbered.class, 20).evolving(true).build(),
                    "ada"))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("expected a java.lang.Integer in the field name")
        .hasMessageContaining("java.lang.String");
  }

  @Test
  void refusesAnIdThatWasAnotherClasss() {
    put(evolvingV1(), "ada", ADA);

    assertThatThrownBy(
            () -> get(builder(Other.class).register(Other.class, 20).evolving(true).build(), "ada"))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("its id was another class's");
  }

  @Test
  void refusesToEvolveWhereObjectsAreReferredTo() {
    assertThatThrownBy(
            () ->
                builder(Other.class)
                    .register(Other.class, 20)
                    .evolving(true)
                    .references(true)
                    .build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAStoreOfClassesThatDoNotEvolveAndHaveChanged() {
    put(builder(AddressV1.class).register(AddressV1.class, 20).build(), "a", new AddressV1("Rome"));

    assertThatThrownBy(() -> get(builder(Address.class).register(Address.class, 20).build(), "a"))
        .isInstanceOf(WrongCodecException.class);
  }

  @Test
  void upcastsWhatAnEarlierSchemaWroteAndWritesToday() {
    Codec<String, AddressV1> before =
        builder(AddressV1.class).register(AddressV1.class, 20).build();
    put(before, "a", new AddressV1("Rome"));
    Codec<String, Address> codec =
        UpcastingCodec.of(
                2, builder(Address.class).register(Address.class, 20).evolving(true).build())
            .reading(1, before, old -> new Address("unknown", old.city()));
    Address today = new Address("Via Appia", "Rome");
    put(codec, "b", today);

    try (KvStore<String, Address> store = open(codec)) {
      assertThat(store.get("a")).isEqualTo(new Address("unknown", "Rome"));
      assertThat(store.get("b")).isEqualTo(today);
    }
  }

  /** Values longer than one byte of length says, and the room that the length takes then. */
  @Test
  void evolvesWithValuesOfAllLengths() {
    Codec<String, Language> codec =
        builder(Language.class).register(Language.class, 20).evolving(true).build();
    for (int length : new int[] {0, 123, 124, 125, 126, 127, 128, 16_379, 16_384, 2_097_153}) {
      Language value = new Language("x".repeat(length));

      assertThat(codec.decode(codec.encode("k", value)).value()).isEqualTo(value);
    }
  }

  private static Codec<String, PersonV1> evolvingV1() {
    return builder(PersonV1.class)
        .register(PersonV1.class, 20)
        .register(AddressV1.class, 21)
        .register(Gone.class, 22)
        .evolving(true)
        .build();
  }

  private static Codec<String, Person> evolving() {
    return builder(Person.class)
        .register(Person.class, 20)
        .register(Address.class, 21)
        .register(Language.class, 23)
        .evolving(true)
        .build();
  }

  private static <V> KryoCodecBuilder<String, V> builder(Class<V> type) {
    return KryoCodec.builder(KeyType.STRING, type);
  }

  private <V> void put(Codec<String, V> codec, String key, V value) {
    try (KvStore<String, V> store = open(codec)) {
      store.put(key, value);
    }
  }

  private <V> @Nullable V get(Codec<String, V> codec, String key) {
    try (KvStore<String, V> store = open(codec)) {
      return store.get(key);
    }
  }

  private <V> KvStore<String, V> open(Codec<String, V> codec) {
    return ShardedStore.restore(
        storage.reopen(),
        Codecs.of(KeyType.STRING, codec),
        Clock.system(),
        StoreOptions.builder().shardSizeBytes(4096).build());
  }
}
