package dev.cairnkv.reliability.golden;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cairnkv.Batch;
import dev.cairnkv.Durability;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Codec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Writes the golden stores of a format: {@code GoldenStores DIRECTORY}. For each codec:
 *
 * <ul>
 *   <li>{@code intact}: shut down cleanly, with a checkpoint
 *   <li>{@code torn}: killed; the last frame is cut in the middle
 *   <li>{@code flipped}: no checkpoint; one bit of a payload in the first shard is wrong
 * </ul>
 *
 * and once {@code unknown-codec} and {@code newer-format}.
 */
final class GoldenStores {
  static final StoreOptions OPTIONS =
      StoreOptions.builder()
          .shardSizeBytes(4096)
          .durability(Durability.APPENDED)
          .syncPeriod(Duration.ZERO)
          .checkpointBytes(0)
          .build();
  static final List<Codec<String, String>> CODECS =
      List.of(JsonCodec.strings(), KryoCodec.strings());

  private GoldenStores() {}

  /** What an intact golden store holds. */
  static Map<String, String> content() {
    Map<String, String> content = new TreeMap<>();
    for (int i = 0; i < 60; i++) {
      content.put("key " + i, "value " + i + " with ünïcödé and \"quotes\"");
    }
    content.remove("key 7");
    content.put("key 3", "written twice");
    content.put("batch 1", "one");
    content.put("batch 2", "two");
    content.put("empty", "");
    return content;
  }

  private static void fill(KvStore<String, String> store) {
    for (int i = 0; i < 60; i++) {
      store.put("key " + i, "value " + i + " with ünïcödé and \"quotes\"");
    }
    store.sync();
    store.delete("key 7");
    store.put("key 3", "written twice");
    store.put("gone in the batch", "x");
    store.write(
        new Batch<String, String>()
            .put("batch 1", "one")
            .delete("gone in the batch")
            .put("batch 2", "two"));
    store.put("empty", "");
  }

  static KvStore<String, String> restore(Path directory, Codec<String, String> codec) {
    return ShardedStore.restore(
        FileShardStorage.at(directory),
        Codecs.of(KeyType.STRING, codec, CODECS),
        Clock.system(),
        OPTIONS);
  }

  /**
   * Writes the stores.
   *
   * @param arguments the directory
   */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    for (Codec<String, String> codec : CODECS) {
      Path of = Files.createDirectories(root.resolve(codec.id()));
      Path intact = of.resolve("intact");
      try (KvStore<String, String> store = restore(intact, codec)) {
        fill(store);
      }
      Path torn = copy(intact, of.resolve("torn"));
      Files.delete(torn.resolve("clean.cairn"));
      Files.delete(torn.resolve("index.checkpoint"));
      Path newest = shards(torn).getLast();
      byte[] bytes = Files.readAllBytes(newest);
      int end = bytes.length;
      while (bytes[end - 1] == 0) {
        end--;
      }
      bytes[end - 1] = 0;
      bytes[end - 2] = 0;
      Files.write(newest, bytes);
      Path flipped = copy(intact, of.resolve("flipped"));
      Files.delete(flipped.resolve("index.checkpoint"));
      flip(shards(flipped).getFirst(), 128 + 33 + 3);
    }
    Path first = root.resolve(CODECS.getFirst().id()).resolve("intact");
    Path unknown = copy(first, root.resolve("unknown-codec"));
    rewriteHeader(shards(unknown).get(1), 73, "gson".getBytes(US_ASCII));
    Path newer = copy(first, root.resolve("newer-format"));
    rewriteHeader(shards(newer).get(1), 8, new byte[] {2});
  }

  /** Changes a header and makes its checksum right again. */
  private static void rewriteHeader(Path shard, int offset, byte[] replacement) throws IOException {
    byte[] bytes = Files.readAllBytes(shard);
    System.arraycopy(replacement, 0, bytes, offset, replacement.length);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, 124);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(124, (int) checksum.getValue());
    Files.write(shard, bytes);
  }

  private static void flip(Path shard, int offset) throws IOException {
    byte[] bytes = Files.readAllBytes(shard);
    bytes[offset] ^= 1;
    Files.write(shard, bytes);
  }

  static List<Path> shards(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".shard")).sorted().toList();
    }
  }

  /** Copies a store but for its lock. */
  static Path copy(Path source, Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        if (!file.endsWith("lock")) {
          Files.copy(file, target.resolve(file.getFileName()));
        }
      }
    }
    return target;
  }
}
