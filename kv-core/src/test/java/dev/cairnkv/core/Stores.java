package dev.cairnkv.core;

import dev.cairnkv.CompactionOptions;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.spi.CheckpointReader;
import dev.cairnkv.spi.CheckpointWriter;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.ShardStorage;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Opens stores of strings for tests. */
public final class Stores {
  public static final int SHARD_SIZE = 4096;

  /** Small shards and nothing in the background, so that a test sees only what it causes. */
  public static final StoreOptions OPTIONS =
      StoreOptions.builder()
          .shardSizeBytes(SHARD_SIZE)
          .syncPeriod(Duration.ZERO)
          .compaction(CompactionOptions.onDemand())
          .build();

  private Stores() {}

  public static KvStore<String, String> restore(ShardStorage storage) {
    return restore(storage, OPTIONS);
  }

  public static KvStore<String, String> restore(ShardStorage storage, StoreOptions options) {
    return restore(storage, options, (Codec<String, String>) new TextCodec());
  }

  public static KvStore<String, String> restore(
      ShardStorage storage, StoreOptions options, TextCodec writer, TextCodec... readers) {
    return ShardedStore.restore(
        storage, Codecs.of(KeyType.STRING, writer, List.of(readers)), Clock.system(), options);
  }

  public static KvStore<String, String> restore(
      ShardStorage storage, StoreOptions options, Codec<String, String> codec) {
    return ShardedStore.restore(storage, Codecs.of(KeyType.STRING, codec), Clock.system(), options);
  }

  /** Returns the bytes of the checkpoint that is there. */
  public static byte[] checkpoint(ShardStorage storage) {
    try (CheckpointReader reader = Objects.requireNonNull(storage.openCheckpoint())) {
      return reader.read(0, reader.sizeBytes()).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  /** Puts other bytes in place of the checkpoint. */
  public static void replaceCheckpoint(ShardStorage storage, byte[] bytes) {
    try (CheckpointWriter writer = storage.createCheckpoint(bytes.length)) {
      writer.append(bytes, 0, bytes.length);
      writer.publish();
    }
  }

  /** Returns all that a store holds, and fails if a key comes twice. */
  public static Map<String, String> content(KvStore<String, String> store) {
    Map<String, String> content = new TreeMap<>();
    store.forEach(
        (key, value) -> {
          if (content.put(key, value) != null) {
            throw new AssertionError("key " + key + " came twice");
          }
        });
    return content;
  }
}
