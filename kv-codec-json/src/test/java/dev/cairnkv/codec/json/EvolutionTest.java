package dev.cairnkv.codec.json;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;

/** Two versions of a class, on one store: what one has written, the other reads. */
final class EvolutionTest {

  /** The class as it was. */
  record PersonV1(String name, int born) {}

  /** A field more, a field less. */
  record Person(
      String name, @Nullable List<String> languages, boolean active, @Nullable Integer age) {}

  /** What no default can make of the class as it was: a field in two. */
  record SplitPerson(String first, String last) {
    static SplitPerson of(PersonV1 old) {
      int space = old.name().indexOf(' ');
      return new SplitPerson(old.name().substring(0, space), old.name().substring(space + 1));
    }
  }

  private static final Codec<String, PersonV1> V1 = JsonCodec.of(KeyType.STRING, PersonV1.class);
  private static final PersonV1 ADA = new PersonV1("Ada Lovelace", 1815);

  private final InMemoryShardStorage storage = new InMemoryShardStorage();

  @Test
  void skipsFieldsThatAreGoneAndGivesNewOnesNothing() {
    put(V1, "ada", ADA);

    assertThat(get(JsonCodec.of(KeyType.STRING, Person.class), "ada"))
        .isEqualTo(new Person("Ada Lovelace", null, false, null));
  }

  @Test
  void letsAnOlderProgramReadWhatANewerOneWrote() {
    Person grace = new Person("Grace Hopper", List.of("COBOL"), true, 85);
    put(JsonCodec.of(KeyType.STRING, Person.class), "grace", grace);

    assertThat(get(V1, "grace")).isEqualTo(new PersonV1("Grace Hopper", 0));
  }

  @Test
  void refusesFieldsThatAreGoneWhereTheMapperSaysSo() {
    put(V1, "ada", ADA);
    Codec<String, Person> strict =
        JsonCodec.of(
            KeyType.STRING,
            Person.class,
            JsonCodec.mapperBuilder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build());

    assertThatThrownBy(() -> get(strict, "ada"))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("born");
    assertThat(get(V1, "ada")).isEqualTo(ADA);
  }

  @Test
  void upcastsWhatAnEarlierSchemaWroteAndWritesToday() {
    put(V1, "ada", ADA);
    Codec<String, SplitPerson> codec =
        UpcastingCodec.of(2, JsonCodec.of(KeyType.STRING, SplitPerson.class))
            .reading(1, V1, SplitPerson::of);
    SplitPerson grace = new SplitPerson("Grace", "Hopper");
    put(codec, "grace", grace);

    try (KvStore<String, SplitPerson> store = open(codec)) {
      assertThat(store.get("ada")).isEqualTo(new SplitPerson("Ada", "Lovelace"));
      assertThat(store.get("grace")).isEqualTo(grace);
      assertThat(store.get("nobody")).isNull();
    }
    assertThatThrownBy(() -> get(V1, "ada"))
        .isInstanceOf(WrongCodecException.class)
        .hasMessageContaining("cannot read that");
  }

  @Test
  void upcastsSeveralSchemas() {
    put(V1, "ada", ADA);
    Codec<String, String> second =
        UpcastingCodec.of(2, JsonCodec.of(KeyType.STRING, String.class))
            .reading(1, V1, PersonV1::name);
    put(second, "grace", "Grace Hopper");
    Codec<String, Integer> third =
        UpcastingCodec.of(3, JsonCodec.of(KeyType.STRING, Integer.class))
            .reading(1, V1, PersonV1::born)
            .reading(2, JsonCodec.strings(), String::length);
    put(third, "alan", 1912);

    try (KvStore<String, Integer> store = open(third)) {
      assertThat(List.of("ada", "grace", "alan")).map(store::get).containsExactly(1815, 12, 1912);
    }
  }

  @Test
  void answersAnUpcastThatFailsWithACodecException() {
    put(V1, "one", new PersonV1("Plato", -428));
    Codec<String, SplitPerson> codec =
        UpcastingCodec.of(2, JsonCodec.of(KeyType.STRING, SplitPerson.class))
            .reading(1, V1, SplitPerson::of);

    assertThatThrownBy(() -> get(codec, "one"))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("schema 1");
  }

  @Test
  void refusesSchemasThatCannotBe() {
    UpcastingCodec<String, PersonV1> codec = UpcastingCodec.of(2, V1);

    assertThatThrownBy(() -> UpcastingCodec.of(0, V1)).isInstanceOf(IllegalArgumentException.class);
    for (int schema : new int[] {0, 2, 3}) {
      assertThatThrownBy(() -> codec.reading(schema, V1, old -> old))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> codec.reading(1, V1, old -> old).reading(1, V1, old -> old))
        .isInstanceOf(IllegalArgumentException.class);
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
