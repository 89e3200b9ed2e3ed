package dev.cairnkv.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.WriteOptions;
import dev.cairnkv.app.cli.Cli;
import dev.cairnkv.app.cli.StoreOpener;
import dev.cairnkv.app.cli.Streams;
import dev.cairnkv.app.cli.Terminals;
import dev.cairnkv.app.config.ConfigLoader;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Codec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain get, which knows neither picocli nor Guice, beside the same get with both. */
class OwnStoreTest {
  private static final String AES_KEY = "k1=" + "0123456789abcdef".repeat(4);

  @TempDir Path directory;
  private final Map<String, String> environment = new HashMap<>(Map.of("KV_SHARD_SIZE", "64KiB"));
  private Path store;

  record Point(int x, int y) {}

  private record Result(int exitCode, String out, String err) {}

  @BeforeEach
  void nameTheStore() {
    store = directory.resolve("kv-data");
  }

  @Test
  void getsWhatEveryCodecWrote() throws IOException {
    environment.put("KV_KEYS", AES_KEY);
    List<String> codecs = List.of("json", "kryo", "json+zstd", "kryo+zstd", "json+aes", "kryo+aes");
    for (String codec : codecs) {
      put("--codec", codec, "put", codec, "line\n\"" + codec + "\"");
    }

    for (String codec : codecs) {
      assertThat(both(codec)).isEqualTo(new Result(0, "line\n\"" + codec + "\"", ""));
    }
    environment.put("KV_CODEC", "kryo+zstd+aes");
    assertThat(both("json").exitCode()).isZero();
    environment.remove("KV_KEYS");
    assertThat(both("json").exitCode()).isEqualTo(2);
    environment.remove("KV_CODEC");
    assertThat(both("json+aes").err()).contains("--key-file");
  }

  @Test
  void saysTheSameOfAKeyThatIsMissingOrNoKey() throws IOException {
    put("put", "key", "value");

    assertThat(both("other")).isEqualTo(new Result(1, "", "kv: no such key: other\n"));
    assertThat(both("\uFFFD").exitCode()).isEqualTo(2);
  }

  @Test
  void saysTheSameOfAnExpiredRecord() throws IOException {
    Clock past =
        new Clock() {
          @Override
          public long epochMillis() {
            return 1_000_000_000_000L;
          }

          @Override
          public long nanoTime() {
            return 0;
          }
        };
    try (KvStore<byte[], byte[]> opened =
        ShardedStore.restore(
            FileShardStorage.at(store),
            Codecs.of(KeyType.BYTES, JsonCodec.bytes()),
            past,
            StoreOptions.builder().shardSizeBytes(1 << 16).build())) {
      opened.put(
          "key".getBytes(UTF_8),
          "value".getBytes(UTF_8),
          WriteOptions.expiringAfter(Duration.ofMillis(5)));
    }

    assertThat(both("key").exitCode()).isEqualTo(1);
  }

  @Test
  void seesTheStoresOfApplications() throws IOException {
    fill(KeyType.LONG, JsonCodec.of(KeyType.LONG, Point.class), 42L, new Point(1, 2));
    assertThat(both("42")).isEqualTo(new Result(0, "{\"x\":1,\"y\":2}", ""));
    assertThat(both("text").exitCode()).isEqualTo(2);

    clear();
    fill(KeyType.STRING, KryoCodec.strings(), "key", "value");
    assertThat(both("key").out()).isEqualTo("value");

    clear();
    fill(
        KeyType.BYTES, JsonCodec.of(KeyType.BYTES, Point.class), new byte[] {'k'}, new Point(3, 4));
    assertThat(both("k").out()).isEqualTo("{\"x\":3,\"y\":4}");

    environment.put("KV_CLASSPATH", directory.resolve("missing.jar").toString());
    assertThat(both("k").err()).contains("missing.jar");
  }

  @Test
  void saysTheSameOfWhatIsDamaged() throws IOException {
    for (int i = 0; i < 10; i++) {
      put("put", "key" + i, "a value that is found by its number " + i);
    }
    Path shard = store.resolve("00000001.shard");
    byte[] bytes = Files.readAllBytes(shard);
    int at = new String(bytes, ISO_8859_1).indexOf("number 3\"");
    bytes[at] ^= 1;
    Files.write(shard, bytes);

    assertThat(both("key3").exitCode()).isEqualTo(3);
    assertThat(both("key4").exitCode()).isZero();

    Files.delete(store.resolve("clean.cairn"));
    assertThat(both("key9").exitCode()).isZero();

    Files.delete(store.resolve("index.checkpoint"));
    assertThat(both("key3").exitCode()).isEqualTo(3);

    bytes[0] ^= 1;
    Files.write(shard, bytes);
    assertThat(both("key4").exitCode()).isZero();
    bytes[0] ^= 6;
    Files.write(shard, bytes);
    assertThat(both("key4").exitCode()).isEqualTo(3);

    Files.writeString(store.resolve("manifest.cairn"), "nothing");
    assertThat(both("key4").err()).contains("manifest");
  }

  @Test
  void saysTheSameWhereNoStoreCanBeOpened() throws IOException {
    assertThat(both("key").err()).contains("there is no store in");
    Files.createDirectory(store);
    assertThat(both("key").exitCode()).isEqualTo(3);
    Files.writeString(store.resolve("letter.txt"), "not a store");
    assertThat(both("key").exitCode()).isEqualTo(3);

    clear();
    Files.writeString(store, "a file");
    assertThat(both("key").exitCode()).isEqualTo(3);
    Files.delete(store);

    put("put", "key", "value");
    try (KvStore<byte[], byte[]> _ =
        Main.open(new ConfigLoader(directory, environment).load(null, Map.of()))) {
      assertThat(run(OwnStore::open, "get", "key"))
          .isEqualTo(run(Main::open, "get", "--", "key"))
          .extracting(Result::err)
          .asString()
          .contains("open in this process already");
    }
  }

  @Test
  void takesTheSameSettings() throws IOException {
    put("--dir", "other", "put", "key", "value");
    Path file = directory.resolve("kv.properties");

    Files.writeString(file, "dir = other\nordered = true\n");
    assertThat(both("key").out()).isEqualTo("value");
    Files.writeString(file, "direction = other\n");
    assertThat(both("key").exitCode()).isEqualTo(2);
    Files.delete(file);
    environment.put("KV_DIR", "other");
    assertThat(both("key").out()).isEqualTo("value");
    environment.put("KV_SYNC_PERIOD", "soon");
    assertThat(both("key").exitCode()).isEqualTo(2);
  }

  private <K, V> void fill(KeyType<K> keyType, Codec<K, V> codec, K key, V value) {
    try (KvStore<K, V> opened =
        ShardedStore.restore(
            FileShardStorage.at(store),
            Codecs.of(keyType, codec),
            Clock.system(),
            StoreOptions.builder().shardSizeBytes(1 << 16).build())) {
      opened.put(key, value);
    }
  }

  private void put(String... arguments) {
    assertThat(run(Main::open, arguments).exitCode()).isZero();
  }

  /** Gets a key in both ways, each of the store as it is now, and returns what both said. */
  private Result both(String key) throws IOException {
    Path kept = directory.resolve("kept");
    copy(store, kept);
    Result plain = run(OwnStore::open, "get", key);
    clear();
    copy(kept, store);
    Result full = run(Main::open, "get", "--", key); // which is no plain get any more
    clear();
    copy(kept, store);
    delete(kept);
    assertThat(plain).isEqualTo(full);
    return plain;
  }

  private Result run(StoreOpener opener, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            InputStream.nullInputStream(),
            out,
            new PrintStream(err, true, UTF_8),
            Terminals.none());
    ConfigLoader configLoader = new ConfigLoader(directory, environment);
    int exitCode = new Cli(streams, opener, Main.maintenance(), configLoader).run(arguments);
    return new Result(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }

  private void clear() throws IOException {
    delete(store);
  }

  private static void delete(Path directory) throws IOException {
    for (Path each : inside(directory).reversed()) {
      Files.delete(each);
    }
  }

  private static void copy(Path source, Path target) throws IOException {
    for (Path each : inside(source)) {
      Files.copy(each, target.resolve(source.relativize(each).toString()));
    }
  }

  private static List<Path> inside(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.toList();
    }
  }
}
