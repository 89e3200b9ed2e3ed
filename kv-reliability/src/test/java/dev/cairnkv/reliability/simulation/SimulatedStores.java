package dev.cairnkv.reliability.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairnkv.CompactionOptions;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.testkit.simulation.SimulatedShardStorage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;

/** Stores on simulated storages, in which nothing is random and nothing runs in the background. */
final class SimulatedStores {
  private static final ValueCodec FIRST = new ValueCodec();
  private static final ValueCodec SECOND = new ValueCodec("value-two");
  private static final Codecs<Long, Long> CODECS = Codecs.of(KeyType.LONG, FIRST, List.of(SECOND));
  private static final Codecs<Long, Long> SWAPPED = Codecs.of(KeyType.LONG, SECOND, List.of(FIRST));

  /* Begun with what stands above. */
  private static final byte[] MANIFEST = manifest();

  /** Whether the core writes batches. */
  static final boolean HAS_BATCHES = true;

  private SimulatedStores() {}

  /** Returns a storage with an empty store, which has the same id and seed each time. */
  static SimulatedShardStorage emptyStore(long seed) {
    SimulatedShardStorage storage = new SimulatedShardStorage(seed);
    storage.create();
    storage.writeDocument("manifest", MANIFEST);
    return storage;
  }

  /**
   * Returns the options of a store that does everything in the thread that calls it. Checkpoints
   * are written at the shutdown only: those of a growing store come from a thread of their own.
   */
  static StoreOptions options(long shardSizeBytes) {
    return StoreOptions.builder()
        .shardSizeBytes(shardSizeBytes)
        .checkpointBytes(0)
        .syncPeriod(Duration.ZERO)
        .compaction(CompactionOptions.onDemand())
        .build();
  }

  /**
   * Returns options with small shards; a seed decides their size, and whether keys are in order.
   */
  static StoreOptions optionsOf(long seed) {
    return options(StoreOptions.MIN_SHARD_SIZE_BYTES << Math.floorMod(seed, 3)).toBuilder()
        .ordered(Math.floorMod(seed, 2) == 0)
        .build();
  }

  static KvStore<Long, Long> restore(ShardStorage storage, StoreOptions options, Clock clock) {
    return ShardedStore.restore(storage, CODECS, clock, options);
  }

  /** Opens a store that writes new shards with the other one of two codecs. */
  static KvStore<Long, Long> restoreSwapped(
      ShardStorage storage, StoreOptions options, Clock clock) {
    return ShardedStore.restore(storage, SWAPPED, clock, options);
  }

  /** Returns the manifest of a new store with its random parts replaced. */
  private static byte[] manifest() {
    SimulatedShardStorage storage = new SimulatedShardStorage(0);
    restore(storage, options(StoreOptions.MIN_SHARD_SIZE_BYTES), new SettableClock()).close();
    String text = new String(Objects.requireNonNull(storage.readDocument("manifest")), UTF_8);
    String fields =
        text.substring(0, text.lastIndexOf("checksum = "))
            .replaceAll("(?m)^(store-id) = .*$", "$1 = 01234567-89ab-cdef-fedc-ba9876543210")
            .replaceAll("(?m)^(fingerprint-seed) = .*$", "$1 = 07060504030201000f0e0d0c0b0a0908");
    CRC32C crc = new CRC32C();
    crc.update(fields.getBytes(UTF_8));
    return "%schecksum = %08x\n".formatted(fields, crc.getValue()).getBytes(UTF_8);
  }
}
