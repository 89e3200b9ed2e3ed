package dev.cairnkv.reliability.workload;

import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreListener;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.codec.zstd.ZstdCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.ShardStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How a store is opened and written to.
 *
 * @param plant a bug of the storage, or none
 * @param directory where it is
 * @param seed decides what is written
 * @param writers how many write at once
 * @param syncEvery one of so many operations is synced
 * @param codec the id of the codec for new shards, {@code json}, {@code kryo} or {@code json+zstd};
 *     all are there for reading
 * @param shardSizeBytes the size of new shards
 * @param checkpointBytes the bytes between two checkpoints
 * @param ordered whether the keys are kept in order
 */
public record Setup(
    Plant plant,
    Path directory,
    long seed,
    int writers,
    int syncEvery,
    String codec,
    long shardSizeBytes,
    long checkpointBytes,
    boolean ordered) {

  private static final int ARGUMENTS = 9;

  /** Reads what {@link #arguments} made, at the beginning of a command line. */
  public static Setup of(String... arguments) {
    return new Setup(
        Plant.valueOf(arguments[0]),
        Path.of(arguments[1]),
        Long.parseLong(arguments[2]),
        Integer.parseInt(arguments[3]),
        Integer.parseInt(arguments[4]),
        arguments[5],
        Long.parseLong(arguments[6]),
        Long.parseLong(arguments[7]),
        Boolean.parseBoolean(arguments[8]));
  }

  /** Reads the numbers that follow the setup in a command line. */
  public static List<Long> numbersOf(String... arguments) {
    return Arrays.stream(arguments).skip(ARGUMENTS).map(Long::valueOf).toList();
  }

  /** Returns this as arguments of a command line. */
  public List<String> arguments() {
    return List.of(
        plant.name(),
        directory.toString(),
        Long.toString(seed),
        Integer.toString(writers),
        Integer.toString(syncEvery),
        codec,
        Long.toString(shardSizeBytes),
        Long.toString(checkpointBytes),
        Boolean.toString(ordered));
  }

  /** Returns the same with another codec. */
  public Setup withCodec(String other) {
    return new Setup(
        plant,
        directory,
        seed,
        writers,
        syncEvery,
        other,
        shardSizeBytes,
        checkpointBytes,
        ordered);
  }

  /** Returns the same with keys in order, or in none. */
  public Setup withOrdered(boolean keep) {
    return new Setup(
        plant, directory, seed, writers, syncEvery, codec, shardSizeBytes, checkpointBytes, keep);
  }

  /** Returns the same in another place. */
  public Setup withDirectory(Path other) {
    return new Setup(
        plant, other, seed, writers, syncEvery, codec, shardSizeBytes, checkpointBytes, ordered);
  }

  /** Returns the same with a bug. */
  public Setup withPlant(Plant bug) {
    return new Setup(
        bug, directory, seed, writers, syncEvery, codec, shardSizeBytes, checkpointBytes, ordered);
  }

  /** Returns what a writer does, unless it is told otherwise. */
  public Script script(int writer) {
    return new PlainScript(seed, writer, syncEvery);
  }

  /** Opens the store. */
  public KvStore<String, String> restore() {
    return restore(Clock.system(), StoreListener.none());
  }

  /** Opens the store with another clock, and someone who is told what happens. */
  public KvStore<String, String> restore(Clock clock, StoreListener listener) {
    List<Codec<String, String>> all =
        List.of(JsonCodec.strings(), KryoCodec.strings(), ZstdCodec.of(JsonCodec.strings()));
    Codec<String, String> writer =
        all.stream().filter(one -> one.id().equals(codec)).findFirst().orElseThrow();
    StoreOptions options =
        StoreOptions.builder()
            .shardSizeBytes(shardSizeBytes)
            .checkpointBytes(checkpointBytes)
            .ordered(ordered)
            .syncPeriod(Duration.ofMillis(20))
            .listener(listener)
            .build();
    return ShardedStore.restore(storage(), Codecs.of(KeyType.STRING, writer, all), clock, options);
  }

  private ShardStorage storage() {
    ShardStorage storage = FileShardStorage.at(directory);
    return switch (plant) {
      case NOTHING -> storage;
      case BUFFERED_APPENDS, SKIPPED_SYNCS -> new PlantedStorage(storage, plant);
    };
  }
}
