package dev.cairnkv.bench.jmh;

import dev.cairnkv.CompactionOptions;
import dev.cairnkv.Cursor;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.Scan;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.bench.child.Directories;
import dev.cairnkv.bench.peer.Form;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** What it costs to keep a million keys of 16 bytes in order, and to scan them. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls setUp first
public class OrderBenchmark extends Defaults {
  private static final int KEYS_A_SCAN = 1_000;

  /** Whether the store keeps its keys in order. */
  @Param({"false", "true"})
  public boolean ordered;

  private final byte[] value = new byte[VALUE_BYTES];
  private Path directory;
  private KvStore<UUID, byte[]> store;
  private long next;
  private long fresh = MANY;

  /** Fills a store. */
  @Setup
  public void setUp() throws IOException {
    directory = Files.createTempDirectory("kv-bench");
    store =
        ShardedStore.restore(
            FileShardStorage.at(directory),
            Codecs.of(KeyType.UUID, KryoCodec.builder(KeyType.UUID, byte[].class).build()),
            Clock.system(),
            StoreOptions.builder()
                .ordered(ordered)
                .compaction(CompactionOptions.onDemand())
                .build());
    for (int i = 0; i < MANY; i++) {
      store.put(key(i), value);
    }
  }

  /** Deletes it. */
  @TearDown
  public void tearDown() {
    store.close();
    Directories.delete(directory);
  }

  /** Puts a key that is there. */
  @Benchmark
  public void put() {
    store.put(key(Form.mix(next++) & (MANY - 1)), value);
  }

  /** Puts a key that is not there. */
  @Benchmark
  public void putNew() {
    store.put(key(fresh++), value);
  }

  /** Scans from a key on, in order if there is one; the time is that of one key. */
  @Benchmark
  @OperationsPerInvocation(KEYS_A_SCAN)
  public void scan(Blackhole hole) {
    try (Cursor<UUID, byte[]> cursor =
        ordered
            ? store.scan(Scan.<UUID>all().from(key(Form.mix(next++) & (MANY - 1))))
            : store.cursor()) {
      for (int i = 0; i < KEYS_A_SCAN && cursor.hasNext(); i++) {
        hole.consume(cursor.next());
      }
    }
  }

  private static UUID key(long number) {
    long high = Form.mix(number);
    return new UUID(high, Form.mix(high));
  }
}
