package dev.cairnkv.bench.jmh;

import dev.cairnkv.bench.child.Directories;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.StorageLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it takes to append a frame to a shard in a file, new shards included. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls setUp first
public class AppendBenchmark extends Defaults {
  private static final long SHARD_BYTES = 64L << 20;
  private static final int FRAME_BYTES = 152;

  private final byte[] frame = new byte[FRAME_BYTES];
  private Path directory;
  private FileShardStorage storage;
  private StorageLock lock;
  private Shard shard;
  private long tail;

  /** Makes the first shard. */
  @Setup
  public void setUp() throws IOException {
    directory = Files.createTempDirectory("kv-bench");
    storage = FileShardStorage.at(directory);
    lock = storage.lock();
    shard = storage.createShard(1, SHARD_BYTES, frame);
    tail = FRAME_BYTES;
  }

  /** Deletes everything. */
  @TearDown
  public void tearDown() {
    shard.close();
    lock.close();
    storage.close();
    Directories.delete(directory);
  }

  /** Appends a frame. */
  @Benchmark
  public long append() {
    if (tail + FRAME_BYTES > SHARD_BYTES) {
      roll();
    }
    shard.append(tail, frame, 0, FRAME_BYTES);
    tail += FRAME_BYTES;
    return tail;
  }

  private void roll() {
    shard.close();
    int full = shard.id();
    shard = storage.createShard(full + 1, SHARD_BYTES, frame);
    storage.deleteShard(full);
    tail = FRAME_BYTES;
  }
}
