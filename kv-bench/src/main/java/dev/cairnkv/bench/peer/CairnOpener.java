package dev.cairnkv.bench.peer;

import dev.cairnkv.CompactionOptions;
import dev.cairnkv.Durability;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.RestoreReport;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.ShardStorage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalDouble;

/** Opens Cairn. */
record CairnOpener<T>(Form<T> form, KeyType<T> keyType, Codec<T, T> codec)
    implements PeerKind.Opener<T> {

  private static final int MANY_SHARDS = 16;
  private static final int FRAME_BYTES_BEYOND_VALUE = 52;
  private static final long LEAST_SHARD_BYTES = 1 << 20;

  @Override
  public Peer<T> open(StoreSetup setup) {
    return peer(setup, restore(setup));
  }

  @Override
  public Peer<T> compacting(StoreSetup setup, boolean compacting) {
    long bytes = setup.keys() * (setup.valueBytes() + FRAME_BYTES_BEYOND_VALUE);
    long shardBytes = Long.highestOneBit(bytes / MANY_SHARDS + 1);
    StoreOptions options =
        StoreOptions.builder()
            .shardSizeBytes(
                Math.clamp(shardBytes, LEAST_SHARD_BYTES, StoreOptions.DEFAULT_SHARD_SIZE_BYTES))
            .compaction(compacting ? CompactionOptions.defaults() : CompactionOptions.onDemand())
            .build();
    return peer(setup, restore(setup, options));
  }

  private Peer<T> peer(StoreSetup setup, KvStore<T, T> store) {
    byte[] payload =
        codec.encode(
            form.key(0),
            form.value(" ".repeat(setup.valueBytes()).getBytes(StandardCharsets.US_ASCII)));
    return new CairnPeer<>(store, payload.length);
  }

  @Override
  public OptionalDouble scan(StoreSetup setup) {
    try (ShardStorage storage = FileShardStorage.at(setup.directory());
        var _ = storage.lock()) {
      storage.deleteCheckpoint();
    }
    try (KvStore<T, T> store = restore(setup)) {
      RestoreReport report = store.stats().restored();
      return OptionalDouble.of(
          report.frames() * (double) Duration.ofSeconds(1).toNanos() / report.duration().toNanos());
    }
  }

  private KvStore<T, T> restore(StoreSetup setup) {
    Durability durability = setup.synced() ? Durability.SYNCED : Durability.APPENDED;
    return restore(setup, StoreOptions.builder().durability(durability).build());
  }

  private KvStore<T, T> restore(StoreSetup setup, StoreOptions options) {
    return ShardedStore.restore(
        FileShardStorage.at(setup.directory()), Codecs.of(keyType, codec), Clock.system(), options);
  }
}
