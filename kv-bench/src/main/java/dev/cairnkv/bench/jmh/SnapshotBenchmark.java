package dev.cairnkv.bench.jmh;

import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.Snapshot;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.StoreStats;
import dev.cairnkv.bench.child.Directories;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What snapshots cost those who make them, those who read them, and those who write meanwhile. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls setUp first
public class SnapshotBenchmark extends Defaults {
  private static final int KEY_BYTES = 16;

  /** So many that each sub-table is written to, with odds of a million to one. */
  private static final int WRITES_TO_EACH_SUB_TABLE = 20 << 10;

  /** The number of records. */
  @Param({"65536", "1048576"})
  public int records;

  private final SplittableRandom random = new SplittableRandom(1);
  private final byte[] value = new byte[VALUE_BYTES];
  private byte[][] keys;
  private Path directory;
  private KvStore<byte[], byte[]> store;
  private Snapshot<byte[], byte[]> snapshot;
  private StoreStats stats;

  /** Fills a store. */
  @Setup
  public void setUp() throws IOException {
    keys =
        IntStream.range(0, records)
            .mapToObj(number -> ByteBuffer.allocate(KEY_BYTES).putInt(number).array())
            .toArray(byte[][]::new);
    directory = Files.createTempDirectory("kv-bench");
    store =
        ShardedStore.restore(
            FileShardStorage.at(directory),
            Codecs.of(KeyType.BYTES, KryoCodec.bytes()),
            Clock.system(),
            StoreOptions.defaults());
    for (byte[] key : keys) {
      store.put(key, value);
    }
  }

  /** Makes a snapshot for which the whole index has to be kept. */
  @Setup(Level.Iteration)
  public void takeSnapshot() {
    snapshot = store.snapshot();
    for (int i = 0; i < WRITES_TO_EACH_SUB_TABLE; i++) {
      put();
    }
  }

  /** Closes it. */
  @TearDown(Level.Iteration)
  public void closeSnapshot() {
    stats = store.stats();
    snapshot.close();
  }

  /** Tells what it took, and deletes the store. */
  @TearDown
  public void tearDown() {
    System.out.printf(
        "%n%,d keys, an index of %,d bytes, of which %,d are kept for snapshots%n",
        stats.keys(), stats.indexBytes(), stats.snapshots().indexBytes());
    store.close();
    Directories.delete(directory);
  }

  /** Makes a snapshot and closes it. */
  @Benchmark
  public void open() {
    store.snapshot().close();
  }

  /** The same with a put between, for which a sub-table is copied. */
  @Benchmark
  public void openPutClose() {
    try (Snapshot<byte[], byte[]> _ = store.snapshot()) {
      put();
    }
  }

  /** Puts a record beside a snapshot for which all is kept already. */
  @Benchmark
  public void putBeside() {
    put();
  }

  /** Puts a record with no snapshot. */
  @Benchmark
  public void putAlone() {
    snapshot.close();
    put();
  }

  /** Gets a record of the snapshot. */
  @Benchmark
  public byte @Nullable [] getOld() {
    return snapshot.get(key());
  }

  /** Gets a record of the store. */
  @Benchmark
  public byte @Nullable [] getLatest() {
    return store.get(key());
  }

  private void put() {
    store.put(key(), value);
  }

  private byte[] key() {
    return keys[random.nextInt(keys.length)];
  }
}
