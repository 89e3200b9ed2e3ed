package dev.cairnkv.core;

import dev.cairnkv.RepairReport;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreLockedException;
import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.WrongCodecException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.WrongKeyTypeException;
import dev.cairnkv.core.repair.Repairer;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;

/**
 * Gives up what is lost in a store that is not open, so that the rest serves without doubt.
 *
 * <p>Every intact record of a damaged shard that is the latest of its key is appended anew, and
 * every deletion that may be needed. A key whose latest record is lost is deleted, so that no older
 * value comes back. The damaged shards go into quarantine. Where it cannot be told which keys were
 * hit, older values of those keys may be served from then on; the report says where and how many
 * records there were.
 *
 * {@snippet file="OpeningAStore.java" region="repair"}
 */
public final class StoreRepair {
  private StoreRepair() {}

  /**
   * Repairs a store. A repair happens as a whole or not at all: if it is interrupted, the next
   * opening or repair takes it back or ends it. A store with nothing wrong is left as it is.
   *
   * <p>The storage is taken over, and closed when this returns or throws.
   *
   * @param options says the size of new shards
   * @param dryRun whether nothing is to be written
   * @param progress is told how far the reading is
   * @throws StoreNotFoundException if there is no store
   * @throws StoreLockedException if the store is open, in this process or another
   * @throws WrongFormatException if the place holds something else, the manifest is missing or
   *     damaged, or a shard is of another format or has another one's name; nothing is changed
   * @throws WrongKeyTypeException if the store has another key type
   * @throws WrongCodecException if a shard was written with a codec that is not among {@code
   *     codecs}; nothing is changed
   * @throws StoreFullException if there is no room for what is salvaged; nothing is changed
   * @throws StorageException if the storage fails
   */
  public static <K> RepairReport<K> repair(
      ShardStorage storage,
      Codecs<K, ?> codecs,
      Clock clock,
      StoreOptions options,
      boolean dryRun,
      ScanProgress progress) {
    return LockedStore.use(
        storage,
        codecs,
        manifest ->
            new Repairer<>(
                    storage,
                    manifest.storeId(),
                    new CodecPayloads<>(codecs, manifest),
                    clock,
                    options.shardSizeBytes(),
                    progress)
                .repair(dryRun));
  }
}
