package dev.cairnkv.examples.snippets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.TimeToLive;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.codec.aes.AesCodec;
import dev.cairnkv.codec.aes.AesKey;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.CodecContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every example of the Javadoc, and sees to it that each is one of these. */
class SnippetsTest {
  private static final Pattern TAG = Pattern.compile("\\{@snippet([^}]*)}");
  private static final Pattern FILE = Pattern.compile("file=\"([^\"]+)\" region=\"([^\"]+)\"");
  private static final Path SOURCES =
      Path.of("src/main/java/dev/cairnkv/examples/snippets").toAbsolutePath();

  /** The types at which a reader of the Javadoc begins. */
  private static final Set<String> SHOWN =
      Set.of(
          "KvStore",
          "StoreOptions",
          "CompactionOptions",
          "WriteOptions",
          "StoreListener",
          "Batch",
          "Cursor",
          "Codec",
          "CodecProvider",
          "ShardStorage",
          "StoreMBean",
          "UpcastingCodec",
          "Codecs",
          "ShardedStore",
          "StoreRepair",
          "FileShardStorage",
          "JsonCodec",
          "KryoCodec",
          "KryoCodecBuilder",
          "ZstdCodec",
          "AesCodec",
          "CairnModule",
          "InMemoryShardStorage",
          "SimulatedShardStorage");

  @TempDir Path directory;

  @Test
  void aStoreIsUsedAsShown() {
    try (KvStore<String, User> users = OpeningAStore.restore(directory.resolve("users"))) {
      assertThat(UsingAStore.putAndGet(users)).isEqualTo(new User("Ada", 0));
      assertThat(users.contains("ada")).isFalse();
      UsingAStore.batch(users);
      UsingAStore.conditional(users);
      assertThat(users.get("mary")).isEqualTo(new User("Mary", 2));
      assertThat(UsingAStore.walk(users))
          .containsExactlyInAnyOrder("grace is Grace", "emmy is Emmy", "mary is Mary");
      UsingAStore.durability(users);
      assertThat(UsingAStore.explained(users)).isEqualTo("Ada");
      Set<ObjectName> registered = new HashSet<>();
      UsingAStore.shownInJmx(
          users,
          _ ->
              registered.addAll(
                  ManagementFactory.getPlatformMBeanServer()
                      .queryNames(ObjectName.WILDCARD, null)));
      assertThat(registered.stream().map(ObjectName::toString))
          .contains("dev.cairnkv:type=Store,name=users");
    }
    assertThat(OpeningAStore.verifyAndRepair(directory.resolve("users"))).isTrue();
  }

  @Test
  void timeIsTheTestsOwn() {
    var clock = OpeningAStore.clock();
    try (KvStore<String, User> users = OpeningAStore.inMemory(clock)) {
      assertThat(UsingAStore.expiry(users))
          .isInstanceOfSatisfying(
              TimeToLive.Remaining.class,
              left -> assertThat(left.duration()).isEqualTo(Duration.ofHours(1)));
      clock.advance(Duration.ofHours(1));
      assertThat(users.get("guest")).isNull();
    }
  }

  @Test
  void optionsAreWhatTheySay() {
    Queue<String> alarms = new ArrayDeque<>();
    StoreOptions options = OpeningAStore.options(OpeningAStore.listener(alarms));

    options.listener().onEvent(new StoreEvent.ShardBegun(1));
    options.listener().onEvent(new StoreEvent.Full(new StoreFullException("no room")));

    assertThat(alarms).containsExactly("full: no room");
    assertThat(options.shardSizeBytes()).isEqualTo(16 << 20);
    assertThat(OpeningAStore.compaction().compaction().bytesPerSecond()).isEqualTo(8 << 20);
  }

  @Test
  void codecsAreSwappedAndKeysRotatedOnTheSameStore() {
    AesKey first = AesKey.of("k1", HexFormat.of().parseHex("01".repeat(32)));
    AesKey second = AesKey.of("k2", HexFormat.of().parseHex("02".repeat(32)));
    putIn("swapped", Codecs.of(KeyType.STRING, ChoosingCodecs.json()));
    putIn("swapped", ChoosingCodecs.swap());
    putIn("rotated", Codecs.of(KeyType.STRING, AesCodec.of(ChoosingCodecs.json(), first)));
    putIn("rotated", ChoosingCodecs.rotation(second, first));
    putIn("compressed", Codecs.of(KeyType.STRING, ChoosingCodecs.compressed(first)));
    putIn("provided", Codecs.of(KeyType.STRING, new UserCodecs().writer()));
  }

  @Test
  void earlierValuesAreUpcast() {
    Codec<String, UserV1> before = JsonCodec.of(KeyType.STRING, UserV1.class);
    Path place = directory.resolve("upcast");
    try (KvStore<String, UserV1> users =
        ShardedStore.restore(
            FileShardStorage.at(place),
            Codecs.of(KeyType.STRING, before),
            Clock.system(),
            StoreOptions.defaults())) {
      users.put("ada", new UserV1("Ada"));
    }
    putIn("upcast", Codecs.of(KeyType.STRING, ChoosingCodecs.upcasting()));
  }

  @Test
  void acknowledgedWritesSurviveASimulatedCrash() {
    assertThat(SimulatingACrash.survivors(1)).isPositive();
  }

  @Test
  void guiceMakesAStore() {
    OpeningAStore.withGuice(
        KvConfig.defaults().withDirectory(directory.resolve("bytes")),
        "key".getBytes(UTF_8),
        "value".getBytes(UTF_8));

    assertThat(directory.resolve("bytes/manifest.cairn")).exists();
  }

  /** What doclint does not see: an example that nobody compiles. */
  @Test
  void everyExampleOfTheJavadocIsOneOfThese() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (Path source : sources()) {
      Matcher tags = TAG.matcher(Files.readString(source));
      while (tags.find()) {
        Matcher file = FILE.matcher(tags.group(1));
        assertThat(file.find()).as("%s: %s", source, tags.group()).isTrue();
        assertThat(find(file.group(1))).contains("@start region=\"" + file.group(2) + "\"");
        shown.add(source.getFileName().toString().replace(".java", ""));
      }
    }
    assertThat(shown).containsAll(SHOWN);
  }

  private static String find(String file) throws IOException {
    Path own = SOURCES.resolve(file);
    Path ofCustomBuild = Path.of("../custom-build/src/main/java/com/example/sensors").resolve(file);
    return Files.readString(Files.exists(own) ? own : ofCustomBuild);
  }

  private static List<Path> sources() throws IOException {
    Path root = Path.of("../..");
    try (Stream<Path> modules = Files.list(root);
        Stream<Path> all =
            modules
                .map(module -> module.resolve("src/main/java"))
                .filter(Files::isDirectory)
                .flatMap(SnippetsTest::walk)) {
      List<Path> sources = all.filter(path -> path.toString().endsWith(".java")).toList();
      assertThat(sources).hasSizeGreaterThan(100);
      return sources;
    }
  }

  private static Stream<Path> walk(Path root) {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void putIn(String name, Codecs<String, User> codecs) {
    try (KvStore<String, User> users =
        ShardedStore.restore(
            FileShardStorage.at(directory.resolve(name)),
            codecs,
            Clock.system(),
            StoreOptions.defaults())) {
      User before = users.get("ada");
      users.put("ada", new User("Ada", before == null ? 0 : before.logins() + 1));
      assertThat(users.get("ada")).isNotEqualTo(before);
    }
  }

  @Nested
  class PointCodecContract extends CodecContract<Long, PointCodec.Point> {
    @Override
    protected Codec<Long, PointCodec.Point> newCodec() {
      return new PointCodec();
    }

    @Override
    protected List<KeyValue<Long, PointCodec.Point>> samples() {
      return List.of(
          new KeyValue<>(0L, new PointCodec.Point(0, -1.5)),
          new KeyValue<>(Long.MIN_VALUE, new PointCodec.Point(1e300, 2)));
    }
  }
}
