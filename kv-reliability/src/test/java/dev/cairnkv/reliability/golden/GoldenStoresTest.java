package dev.cairnkv.reliability.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.Damage;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.WrongCodecException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads what format 1 wrote when it was made final. */
class GoldenStoresTest {
  private static final Path GOLDEN = Path.of("src/test/golden/format-1");
  private static final Path SECOND_CHECKPOINT = Path.of("src/test/golden/format-1-checkpoint-2");
  private static final Path THIRD_CHECKPOINT = Path.of("src/test/golden/format-1-checkpoint-3");

  @TempDir private Path directory;

  static List<Codec<String, String>> codecs() {
    return GoldenStores.CODECS;
  }

  private Path copyOf(String name) throws IOException {
    return GoldenStores.copy(GOLDEN.resolve(name), directory.resolve("store"));
  }

  private static Map<String, String> content(KvStore<String, String> store) {
    Map<String, String> content = new TreeMap<>();
    store.forEach(content::put);
    return content;
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void readsAnIntactStoreFromItsCheckpoint(Codec<String, String> codec) throws IOException {
    Path intact = THIRD_CHECKPOINT.resolve(codec.id() + "/intact");
    try (KvStore<String, String> store =
        GoldenStores.restore(GoldenStores.copy(intact, directory.resolve("store")), codec)) {
      assertThat(content(store)).isEqualTo(GoldenStores.content());
      assertThat(store.stats().restored().cleanShutdown()).isTrue();
      assertThat(store.stats().restored().checkpointKeys()).isEqualTo(store.size());
      assertThat(store.stats().restored().damages()).isEmpty();
    }
  }

  /** The first forms of the checkpoint are passed over, and the shards are read instead. */
  @ParameterizedTest
  @MethodSource("codecs")
  void readsAnIntactStoreWithACheckpointOfAnOlderForm(Codec<String, String> codec)
      throws IOException {
    for (Path older : List.of(GOLDEN, SECOND_CHECKPOINT)) {
      Path copy = directory.resolve(older.getFileName());
      readsWithoutTheCheckpoint(
          GoldenStores.copy(older.resolve(codec.id() + "/intact"), copy), codec);
    }
  }

  private static void readsWithoutTheCheckpoint(Path copy, Codec<String, String> codec) {
    try (KvStore<String, String> store = GoldenStores.restore(copy, codec)) {
      assertThat(content(store)).isEqualTo(GoldenStores.content());
      assertThat(store.stats().restored().cleanShutdown()).isTrue();
      assertThat(store.stats().restored().checkpointKeys()).isZero();
      assertThat(store.stats().restored().damages()).isEmpty();
    }
    try (KvStore<String, String> store = GoldenStores.restore(copy, codec)) {
      assertThat(store.stats().restored().checkpointKeys()).isEqualTo(store.size());
      assertThat(content(store)).isEqualTo(GoldenStores.content());
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void readsAnIntactStoreFromItsShardsAlone(Codec<String, String> codec) throws IOException {
    Path store = copyOf(codec.id() + "/intact");
    Files.delete(store.resolve("index.checkpoint"));
    Files.delete(store.resolve("clean.cairn"));

    try (KvStore<String, String> restored = GoldenStores.restore(store, codec)) {
      assertThat(content(restored)).isEqualTo(GoldenStores.content());
      assertThat(restored.stats().restored().damages()).isEmpty();
      assertThat(restored.stats().shards()).hasSizeGreaterThan(1);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void cutsTheTornRecord(Codec<String, String> codec) throws IOException {
    try (KvStore<String, String> store =
        GoldenStores.restore(copyOf(codec.id() + "/torn"), codec)) {
      Map<String, String> expected = GoldenStores.content();
      expected.remove("empty");
      assertThat(content(store)).isEqualTo(expected);
      assertThat(store.stats().restored().cutBytes()).isPositive();
      assertThat(store.stats().restored().damages()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void answersForTheFlippedRecordWithAnErrorAndForAllOthers(Codec<String, String> codec)
      throws IOException {
    try (KvStore<String, String> store =
        GoldenStores.restore(copyOf(codec.id() + "/flipped"), codec)) {
      assertThat(store.stats().restored().damages())
          .singleElement()
          .extracting(Damage::shardId, Damage::offset, Damage::keysKnown)
          .containsExactly(1, 128L, true);
      assertThatThrownBy(() -> store.get("key 0")).isInstanceOf(CorruptFrameException.class);
      GoldenStores.content()
          .forEach(
              (key, value) -> {
                if (!key.equals("key 0")) {
                  assertThat(store.get(key)).isEqualTo(value);
                }
              });
    }
  }

  @Test
  void namesTheCodecThatIsNotPresent() throws IOException {
    Path store = copyOf("unknown-codec");

    assertThatThrownBy(() -> GoldenStores.restore(store, GoldenStores.CODECS.getFirst()))
        .isInstanceOf(WrongCodecException.class)
        .hasMessageContaining("shard 2")
        .hasMessageContaining("gson")
        .hasMessageContaining("kv-codec-gson");
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void namesTheCodecThatWroteAStoreIfOnlyTheOtherIsPresent(Codec<String, String> other)
      throws IOException {
    for (Codec<String, String> codec : GoldenStores.CODECS) {
      if (!codec.id().equals(other.id())) {
        Path store = copyOf(codec.id() + "/intact");
        assertThatThrownBy(
                () ->
                    ShardedStore.restore(
                        FileShardStorage.at(store),
                        Codecs.of(KeyType.STRING, other),
                        Clock.system(),
                        GoldenStores.OPTIONS))
            .isInstanceOf(WrongCodecException.class)
            .hasMessageContaining("'" + codec.id() + "'");
      }
    }
  }

  @Test
  void refusesANewerFormatAndLeavesItAsItIs() throws IOException {
    Path store = copyOf("newer-format");
    byte[] before = Files.readAllBytes(GoldenStores.shards(store).get(1));

    assertThatThrownBy(() -> GoldenStores.restore(store, GoldenStores.CODECS.getFirst()))
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("shard 2")
        .hasMessageContaining("has format 2, but this version reads format 1");

    assertThat(Files.readAllBytes(GoldenStores.shards(store).get(1))).isEqualTo(before);
  }
}
