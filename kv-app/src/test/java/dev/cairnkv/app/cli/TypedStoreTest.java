package dev.cairnkv.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.app.ApplicationJar;
import dev.cairnkv.app.cli.Terminal.Result;
import dev.cairnkv.codec.UpcastingCodec;
import dev.cairnkv.codec.aes.AesCodec;
import dev.cairnkv.codec.aes.AesKey;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.codec.zstd.ZstdCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Codec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores that an application wrote with its own classes, on the command line. */
class TypedStoreTest {
  private static final String HEAD =
      """
      package com.example.shop;
      import dev.cairnkv.*;
      import dev.cairnkv.codec.json.JsonCodec;
      import dev.cairnkv.codec.kryo.KryoCodec;
      import dev.cairnkv.core.*;
      import dev.cairnkv.fs.FileShardStorage;
      import dev.cairnkv.spi.*;
      import java.lang.reflect.Type;
      import java.nio.file.Path;
      import java.util.*;
      """;

  private static final String ORDER =
      HEAD
          + """
          public record Order(String customer, int pieces, State state, List<Line> lines) {
            public enum State { OPEN, SENT }
            public record Line(String article, long cents) {}
          }
          """;

  /** The same for both: fields without names unless EVOLVING stands in the place. */
  private static final String ORDERS =
      HEAD
          + """
          public final class Orders implements CodecProvider<Long, Order> {
            public KeyType<Long> keyType() { return KeyType.LONG; }
            public Type valueType() { return Order.class; }
            public Codec<Long, Order> writer() {
              return KryoCodec.builder(KeyType.LONG, Order.class)
                  .register(Order.class, 20)
                  .register(Order.State.class, 21)
                  .register(Order.Line.class, 22)
                  .evolving(EVOLVING)
                  .build();
            }
            public static void fill(Path directory) {
              try (KvStore<Long, Order> store = ShardedStore.restore(
                  FileShardStorage.at(directory),
                  Codecs.of(KeyType.LONG, new Orders().writer()),
                  Clock.system(),
                  StoreOptions.builder().shardSizeBytes(1 << 16).build())) {
                store.put(42L, new Order("Ada", 3, Order.State.SENT,
                    List.of(new Order.Line("loom", 1990))));
                store.put(-7L, new Order("Grace", 1, Order.State.OPEN, List.of()));
              }
            }
            public static void check(Path directory) {
              try (KvStore<Long, Order> store = ShardedStore.restore(
                  FileShardStorage.at(directory),
                  Codecs.of(KeyType.LONG, new Orders().writer()),
                  Clock.system(),
                  StoreOptions.defaults())) {
                Order order = store.get(43L);
                if (!order.equals(new Order("Mary", 2, Order.State.OPEN, List.of()))) {
                  throw new AssertionError(order);
                }
              }
            }
          }
          """;

  private static final String MARY =
      "{\"customer\":\"Mary\",\"pieces\":2,\"state\":\"OPEN\",\"lines\":[]}";

  @TempDir Path directory;
  private Path store;
  private Terminal terminal;

  record User(String name, int born) {}

  record NewUser(String name, int born, String city) {}

  @BeforeEach
  void openTerminal() {
    terminal = new Terminal(directory);
    store = directory.resolve("kv-data");
  }

  @Test
  void showsJsonValuesOfAnApplicationAsTheyAre() {
    fillUsers();

    assertDone(terminal.run("get", "ada"), "{\"name\":\"Ada\",\"born\":1815}");
    assertDone(terminal.run("list", "--prefix", "g"), "grace\n");
    assertThat(terminal.run("scan", "--prefix", "a").out())
        .isEqualTo("ada\t{\"name\":\"Ada\",\"born\":1815}\n");
    assertThat(terminal.run("export").out())
        .contains("{\"key\":\"ada\",\"value\":{\"name\":\"Ada\",\"born\":1815}}");
    assertThat(terminal.run("stats").out()).contains("json 1");
    assertThat(terminal.run("verify").out()).contains("nothing is damaged");
    assertThat(terminal.run("delete", "grace").exitCode()).isZero();
    assertThat(terminal.run("get", "grace").exitCode()).isEqualTo(1);
  }

  @Test
  void writesJsonThatTheApplicationReads() {
    fillUsers();

    assertDone(terminal.run("put", "mary", "{\"name\": \"Mary\", \"born\": 1780}"), "");
    assertDone(terminal.run("--codec", "kryo", "touch", "mary", "--ttl", "1h"), "");

    try (KvStore<String, User> users = open(KeyType.STRING, json())) {
      assertThat(users.get("mary")).isEqualTo(new User("Mary", 1780));
    }
  }

  @Test
  void refusesWhatIsNoJsonInAStoreOfJson() {
    fillUsers();

    for (String wrong : List.of("Mary", "", "null", "{} {}", "{\"a\":")) {
      Result result = terminal.run("put", "mary", wrong);

      assertThat(result.exitCode()).as(wrong).isEqualTo(3);
      assertThat(result.err()).contains("expected one JSON value").hasLineCount(1);
    }
    assertThat(terminal.run("get", "mary").exitCode()).isEqualTo(1);
  }

  @Test
  void writesNothingWhereNoRecordTellsHow() {
    open(KeyType.STRING, json()).close();

    Result result = terminal.run("put", "mary", "{\"name\":\"Mary\"}");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("tells yet how").hasLineCount(1);
    assertThat(store.resolve("00000001.shard")).doesNotExist();
    assertDone(terminal.run("list"), "");
    fillUsers();
    assertDone(terminal.run("list", "--prefix", "a"), "ada\n");
  }

  @Test
  void showsKeysOfEachType() throws IOException {
    UUID uuid = new UUID(0x123e4567e89b42d3L, 0xa456426614174000L);
    fillKeys("long", KeyType.LONG, -42L);
    fillKeys("uuid", KeyType.UUID, uuid);
    fillKeys("bytes", KeyType.BYTES, "büro".getBytes(UTF_8));

    assertKey("long", "-42");
    assertKey("uuid", uuid.toString());
    assertKey("bytes", "büro");
    assertThat(
            terminal
                .run("--dir", at("uuid"), "get", uuid.toString().toUpperCase(Locale.ROOT))
                .exitCode())
        .isZero();
    assertRefused("long", "many", "64-bit integers");
    assertRefused("uuid", "1-2-3-4-5", "UUIDs");
  }

  @Test
  void importsWhatItExported() throws IOException {
    fillKeys("long", KeyType.LONG, 1L);
    Path file = directory.resolve("all.jsonl");
    String there = at("long");
    assertThat(terminal.run("--dir", there, "export", file.toString()).exitCode()).isZero();
    terminal.run("--dir", there, "delete", "1");

    Files.writeString(
        file, Files.readString(file) + "{\"key\":\"one\",\"value\":{\"name\":\"x\"}}\n");
    Result result = terminal.run("--dir", there, "import", file.toString());

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("line 2: the keys of this store are 64-bit integers");
    assertKey("long", "1");
  }

  @Test
  void readsEachSchemaOfAnUpcastingCodecAndMixesNone() {
    fillUsers();
    Codec<String, NewUser> today =
        UpcastingCodec.of(2, JsonCodec.of(KeyType.STRING, NewUser.class))
            .reading(1, json(), old -> new NewUser(old.name(), old.born(), "?"));
    try (KvStore<String, NewUser> users = open(KeyType.STRING, today)) {
      users.put("mary", new NewUser("Mary", 1780, "Jedburgh"));
      users.delete("grace");
    }

    assertDone(terminal.run("get", "ada"), "{\"name\":\"Ada\",\"born\":1815}");
    assertThat(terminal.run("get", "mary").out()).contains("Jedburgh");
    terminal.run("put", "emmy", "{\"name\":\"Emmy\",\"born\":1882,\"city\":\"Erlangen\"}");
    Result compacted = terminal.run("compact");
    assertThat(compacted.err()).contains("only its application can convert").hasLineCount(1);

    try (KvStore<String, NewUser> users = open(KeyType.STRING, today)) {
      assertThat(users.get("ada")).isEqualTo(new NewUser("Ada", 1815, "?"));
      assertThat(users.get("emmy")).isEqualTo(new NewUser("Emmy", 1882, "Erlangen"));
    }
  }

  @Test
  void readsCompressedAndEncryptedRecordsOfAnApplication() throws IOException {
    AesKey key = AesKey.of("k1", HexFormat.of().parseHex("0f".repeat(32)));
    try (KvStore<String, User> users =
        open(KeyType.STRING, AesCodec.of(ZstdCodec.of(json()), key))) {
      users.put("ada", new User("Ada", 1815));
    }
    Path keys = Files.writeString(directory.resolve("keys"), "k1 = " + "0f".repeat(32));
    Path wrong = Files.writeString(directory.resolve("wrong"), "k1 = " + "0e".repeat(32));

    assertDone(
        terminal.run("--key-file", keys.toString(), "get", "ada"),
        "{\"name\":\"Ada\",\"born\":1815}");
    assertThat(terminal.run("get", "ada").err()).contains("the key 'k1' of aes").hasLineCount(1);
    assertThat(terminal.run("--key-file", wrong.toString(), "get", "ada").err())
        .contains("encryption key")
        .hasLineCount(1);
  }

  /** Once it was taken for the store of an application, whose codec is missing. */
  @Test
  void saysThatTheKeyOfAStoreOfItsOwnIsWrong() throws IOException {
    Path right = Files.writeString(directory.resolve("right"), "k1 = " + "0f".repeat(32));
    Path wrong = Files.writeString(directory.resolve("wrong"), "k1 = " + "0e".repeat(32));
    for (String codec : List.of("kryo+aes", "kryo+zstd+aes", "json+aes")) {
      String store = directory.resolve(codec).toString();
      assertDone(
          terminal.run(
              "--dir", store, "--codec", codec, "--key-file", right.toString(), "put", "a", "b"),
          "");

      assertThat(terminal.run("--dir", store, "--key-file", wrong.toString(), "get", "a").err())
          .contains("encryption key")
          .hasLineCount(1);
    }
  }

  @Test
  void keepsStringStoresOfEachCodecWritable() {
    try (KvStore<String, String> strings = open(KeyType.STRING, KryoCodec.strings())) {
      strings.put("greeting", "grüß Gott");
    }

    assertDone(terminal.run("get", "greeting"), "grüß Gott");
    assertDone(terminal.run("put", "more", "plain text"), "");

    try (KvStore<String, String> strings = open(KeyType.STRING, KryoCodec.strings())) {
      assertThat(strings.get("more")).isEqualTo("plain text");
    }
  }

  @Test
  void showsTheFieldsThatKryoWroteWithTheirNames() throws Exception {
    ApplicationJar.call(shop(true), "com.example.shop.Orders", "fill", store);

    assertDone(
        terminal.run("get", "42"),
        "{\"class\":20,\"fields\":{\"customer\":\"Ada\",\"pieces\":3,\"state\":\"SENT\","
            + "\"lines\":[{\"class\":22,\"fields\":{\"article\":\"loom\",\"cents\":1990}}]}}");
    assertThat(terminal.run("verify").out()).contains("nothing is damaged");
    assertThat(terminal.run("stats").out()).contains("kryo 1");
  }

  @Test
  void showsTheBytesOfWhatKryoWroteWithoutNamesAndRefusesToWrite() throws Exception {
    ApplicationJar.call(shop(false), "com.example.shop.Orders", "fill", store);

    assertThat(terminal.run("list").out().lines()).containsExactlyInAnyOrder("42", "-7");
    assertThat(terminal.run("get", "42").out())
        .startsWith("{\"class\":20,\"hex\":\"")
        .contains("Ada")
        .contains("loom");
    Result result = terminal.run("put", "43", MARY);
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("classes that are not here").hasLineCount(1);
    assertThat(terminal.run("delete", "42").exitCode()).isZero();
    assertThat(terminal.run("verify").out()).contains("nothing is damaged");
  }

  @Test
  void opensAStoreWithTheClassesOfItsApplication() throws Exception {
    Path jar = shop(false);
    ApplicationJar.call(jar, "com.example.shop.Orders", "fill", store);
    String classpath = jar + File.pathSeparator + directory;

    assertDone(
        terminal.run("--classpath", classpath, "get", "-7"),
        "{\"customer\":\"Grace\",\"pieces\":1,\"state\":\"OPEN\",\"lines\":[]}");
    assertThat(terminal.run("--classpath", classpath, "export").out())
        .contains("{\"key\":\"42\",\"value\":{\"customer\":\"Ada\"");
    assertThat(terminal.run("--classpath", classpath, "verify").out())
        .contains("nothing is damaged");
    assertThat(terminal.run("--classpath", classpath, "put", "43", "{\"pieces\":[]}").err())
        .contains("expected the JSON of a com.example.shop.Order")
        .hasLineCount(1);
    terminal.environment.put("KV_CLASSPATH", jar.toString());
    assertDone(terminal.run("put", "43", MARY), "");
    assertDone(terminal.run("get", "43"), MARY);

    ApplicationJar.call(jar, "com.example.shop.Orders", "check", store);
  }

  @Test
  void saysInOneLineWhatIsWrongWithAClasspath() throws Exception {
    Path empty = new ApplicationJar().with("com.example.shop.Order", ORDER).write(jar("empty"));
    Path two =
        new ApplicationJar()
            .with("com.example.shop.Order", ORDER)
            .withProvider("com.example.shop.Orders", ORDERS.replace("EVOLVING", "true"))
            .withProvider(
                "com.example.shop.Others",
                ORDERS.replace("EVOLVING", "false").replace("Orders", "Others"))
            .write(jar("two"));
    ApplicationJar.call(two, "com.example.shop.Others", "fill", store);

    assertWrong("nowhere.jar: no such file", "nowhere.jar");
    assertWrong("found none", empty.toString());
    assertWrong("com.example.shop.Orders or com.example.shop.Others", two.toString());
    assertWrong("cannot be loaded", two.toString(), "--codec-provider", "com.example.Missing");
    assertWrong("is no dev.cairnkv.spi", two.toString(), "--codec-provider", "java.lang.String");
    Result other =
        terminal.run(
            "--classpath", two.toString(), "--codec-provider", "com.example.shop.Orders", "list");
    assertThat(other.exitCode()).isEqualTo(3);
    assertThat(other.err()).contains("registrations").hasLineCount(1);
    assertThat(
            terminal
                .run(
                    "--classpath",
                    two.toString(),
                    "--codec-provider",
                    "com.example.shop.Others",
                    "list")
                .out())
        .hasLineCount(2);
  }

  private void assertWrong(String message, String classpath, String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "--classpath";
    arguments[1] = classpath;
    System.arraycopy(options, 0, arguments, 2, options.length);
    arguments[arguments.length - 1] = "list";
    Result result = terminal.run(arguments);

    assertThat(result.err()).contains(message).hasLineCount(1);
    assertThat(result.exitCode()).isEqualTo(2);
  }

  private Path shop(boolean evolving) throws IOException {
    return new ApplicationJar()
        .with("com.example.shop.Order", ORDER)
        .withProvider(
            "com.example.shop.Orders", ORDERS.replace("EVOLVING", Boolean.toString(evolving)))
        .write(jar("shop"));
  }

  private Path jar(String name) {
    return directory.resolve(name + ".jar");
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private <K> void fillKeys(String name, KeyType<K> keyType, K key) {
    try (KvStore<K, User> users =
        open(directory.resolve(name), keyType, JsonCodec.of(keyType, User.class))) {
      users.put(key, new User("Ada", 1815));
    }
  }

  private void assertKey(String name, String key) {
    assertDone(terminal.run("--dir", at(name), "list"), key + "\n");
    assertDone(
        terminal.run("--dir", at(name), "get", "--", key), "{\"name\":\"Ada\",\"born\":1815}");
  }

  private void assertRefused(String name, String key, String message) {
    Result result = terminal.run("--dir", at(name), "get", key);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message).hasLineCount(1);
  }

  private void fillUsers() {
    try (KvStore<String, User> users = open(KeyType.STRING, json())) {
      users.put("ada", new User("Ada", 1815));
      users.put("grace", new User("Grace", 1906));
    }
  }

  private static Codec<String, User> json() {
    return JsonCodec.of(KeyType.STRING, User.class);
  }

  private <K, V> KvStore<K, V> open(KeyType<K> keyType, Codec<K, V> codec) {
    return open(store, keyType, codec);
  }

  private static <K, V> KvStore<K, V> open(Path place, KeyType<K> keyType, Codec<K, V> codec) {
    return ShardedStore.restore(
        FileShardStorage.at(place),
        Codecs.of(keyType, codec),
        Clock.system(),
        StoreOptions.builder().shardSizeBytes(1 << 14).build());
  }

  private static void assertDone(Result result, String out) {
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo(out);
    assertThat(result.exitCode()).isZero();
  }
}
