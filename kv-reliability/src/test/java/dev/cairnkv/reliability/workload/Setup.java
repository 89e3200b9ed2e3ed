package dev.cairnkv.reliability.workload;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How a store is opened and written to.
 *
 * @param directory where it is
 * @param seed decides what is written
 * @param writers how many write at once
 * @param syncEvery one of so many operations is synced
 * @param codec the id of the codec for new shards; both are there for reading
 * @param shardSizeBytes the size of new shards
 * @param checkpointBytes the bytes between two checkpoints
 */
public record Setup(
    Path directory,
    long seed,
    int writers,
    int syncEvery,
    String codec,
    long shardSizeBytes,
    long checkpointBytes) {

  private static final int ARGUMENTS = 7;

  /** Reads what {@link #arguments} made, at the beginning of a command line. */
  public static Setup of(String... arguments) {
    return new Setup(
        Path.of(arguments[0]),
        Long.parseLong(arguments[1]),
        Integer.parseInt(arguments[2]),
        Integer.parseInt(arguments[3]),
        arguments[4],
        Long.parseLong(arguments[5]),
        Long.parseLong(arguments[6]));
  }

  /** Reads the numbers that follow the setup in a command line. */
  public static List<Long> numbersOf(String... arguments) {
    return Arrays.stream(arguments).skip(ARGUMENTS).map(Long::valueOf).toList();
  }

  /** Returns this as arguments of a command line. */
  public List<String> arguments() {
    return List.of(
        directory.toString(),
        Long.toString(seed),
        Integer.toString(writers),
        Integer.toString(syncEvery),
        codec,
        Long.toString(shardSizeBytes),
        Long.toString(checkpointBytes));
  }

  /** Returns the same with another codec. */
  public Setup withCodec(String other) {
    return new Setup(directory, seed, writers, syncEvery, other, shardSizeBytes, checkpointBytes);
  }

  /** Returns what a writer does. */
  public Script script(int writer) {
    return new Script(seed, writer, syncEvery);
  }

  /** Opens the store. */
  public KvStore<String, String> restore() {
    List<Codec<String, String>> both = List.of(JsonCodec.strings(), KryoCodec.strings());
    Codec<String, String> writer =
        both.stream().filter(one -> one.id().equals(codec)).findFirst().orElseThrow();
    StoreOptions options =
        StoreOptions.builder()
            .shardSizeBytes(shardSizeBytes)
            .checkpointBytes(checkpointBytes)
            .syncPeriod(Duration.ofMillis(20))
            .build();
    return ShardedStore.restore(
        FileShardStorage.at(directory),
        Codecs.of(KeyType.STRING, writer, both),
        Clock.system(),
        options);
  }
}
