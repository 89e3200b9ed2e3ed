package dev.cairnkv.core;

import dev.cairnkv.StoreOptions;
import dev.cairnkv.core.backup.BackupWork;
import dev.cairnkv.core.manifest.Manifest;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.util.Objects;
import java.util.function.Function;

/** Works on a store that is there and that nobody has open. */
final class LockedStore {
  private static final StoreOptions EXISTING =
      StoreOptions.builder().createIfMissing(false).build();

  private LockedStore() {}

  /** Locks the store, does something, and gives up lock and storage. */
  static <K, R> R use(ShardStorage storage, Codecs<K, ?> codecs, Function<Manifest, R> action) {
    StorageLock taken = null;
    R result;
    try {
      if (storage.readDocument(Manifest.NAME) == null) {
        StoreOpening.requireMayBegin(storage, EXISTING);
      }
      taken = storage.lock();
      BackupWork.requireNone(storage);
      byte[] document =
          Objects.requireNonNull(storage.readDocument(Manifest.NAME), "the manifest was there");
      Manifest manifest = Manifest.decode(document, storage.location());
      StoreOpening.requireKeyType(manifest, codecs.keyType().id(), storage.location());
      result = action.apply(manifest);
    } catch (Throwable e) {
      StoreOpening.giveUp(taken, storage, e);
      throw e;
    }
    try (storage;
        StorageLock _ = taken) {
      return result;
    }
  }
}
