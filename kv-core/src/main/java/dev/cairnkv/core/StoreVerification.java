package dev.cairnkv.core;

import dev.cairnkv.ScanProgress;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreLockedException;
import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.VerifyReport;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.WrongKeyTypeException;
import dev.cairnkv.core.repair.Verifier;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;

/** Reads all of a store that is not open, and says what is wrong with it. Changes nothing. */
public final class StoreVerification {
  private StoreVerification() {}

  /**
   * Verifies a store: every frame of every shard, that its payload decodes to a key that is that of
   * the frame, that no shard is missing, and the documents and the checkpoint. What is wrong is in
   * the report, also if the store could not be restored because of it.
   *
   * <p>The storage is taken over, and closed when this returns or throws.
   *
   * @param progress is told how far it is
   * @throws StoreNotFoundException if there is no store
   * @throws StoreLockedException if the store is open, in this process or another
   * @throws WrongFormatException if the place holds something else, or the manifest is missing or
   *     damaged
   * @throws WrongKeyTypeException if the store has another key type
   * @throws StorageException if the storage fails
   */
  public static <K> VerifyReport<K> verify(
      ShardStorage storage, Codecs<K, ?> codecs, Clock clock, ScanProgress progress) {
    return LockedStore.use(
        storage,
        codecs,
        manifest ->
            new Verifier<>(
                    storage,
                    manifest.storeId(),
                    new CodecPayloads<>(codecs, manifest),
                    clock,
                    progress)
                .verify());
  }
}
