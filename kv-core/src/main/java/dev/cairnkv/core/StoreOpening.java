package dev.cairnkv.core;

import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.WrongKeyTypeException;
import dev.cairnkv.core.backup.BackupWork;
import dev.cairnkv.core.fingerprint.FingerprintSeed;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.ShardFactory;
import dev.cairnkv.core.manifest.Manifest;
import dev.cairnkv.core.repair.RepairWork;
import dev.cairnkv.core.restore.Restore;
import dev.cairnkv.core.restore.Restored;
import dev.cairnkv.core.time.StoreClock;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What comes before a store serves: lock, manifest, restore. */
record StoreOpening<K, V>(
    ShardStorage storage,
    StorageLock lock,
    Codecs<K, V> codecs,
    StoreOptions options,
    Manifest manifest,
    ShardFactory shardFactory,
    Restored restored,
    StoreClock clock) {

  static <K, V> StoreOpening<K, V> open(
      ShardStorage storage, Codecs<K, V> codecs, Clock clock, StoreOptions options) {
    StorageLock lock = null;
    try {
      if (storage.readDocument(Manifest.NAME) == null) {
        requireMayBegin(storage, options);
        storage.create();
      }
      lock = storage.lock();
      // Only now is it sure that nobody else begins the store at the same time.
      byte[] document = storage.readDocument(Manifest.NAME);
      boolean created = document == null;
      Manifest manifest =
          document == null
              ? begin(storage, codecs.keyType().id(), clock)
              : Manifest.decode(document, storage.location());
      requireKeyType(manifest, codecs.keyType().id(), storage.location());
      new BackupWork(storage).settle();
      var _ = new RepairWork(storage, manifest.storeId()).settle();
      Restored restored =
          new Restore(
                  storage,
                  manifest.storeId(),
                  header -> codecs.requireReadable(header.codec(), header.shardId()))
              .run(created, clock);
      StoreClock storeClock = new StoreClock(clock, restored.epochMillis());
      ShardFactory shardFactory =
          new ShardFactory(
              storage,
              manifest.storeId(),
              CodecStamp.of(codecs.writer()),
              options.shardSizeBytes(),
              storeClock);
      return new StoreOpening<>(
          storage, lock, codecs, options, manifest, shardFactory, restored, storeClock);
    } catch (Throwable e) {
      giveUp(lock, storage, e);
      throw e;
    }
  }

  /** Gives up everything, since the store cannot be made of it. */
  void abandon(Throwable reason) {
    restored.log().shards().all().forEach(LogShard::close);
    restored.catalog().index().close();
    giveUp(lock, storage, reason);
  }

  static void giveUp(@Nullable StorageLock lock, ShardStorage storage, Throwable reason) {
    try (storage;
        lock) {
      return;
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  static void requireMayBegin(ShardStorage storage, StoreOptions options) {
    BackupWork.requireNone(storage);
    List<Integer> shardIds = storage.shardIds();
    if (!shardIds.isEmpty()) {
      throw new WrongFormatException(
          "%s holds %d shards but no manifest; restore the manifest from a backup"
              .formatted(storage.location(), shardIds.size()));
    }
    List<String> unknownNames = storage.unknownNames();
    if (!unknownNames.isEmpty()) {
      throw new WrongFormatException(
          "%s is not a store: it has no manifest, but holds '%s'; give an empty or new place to begin one"
              .formatted(storage.location(), unknownNames.getFirst()));
    }
    if (!options.createIfMissing()) {
      throw new StoreNotFoundException("there is no store at " + storage.location());
    }
  }

  private static Manifest begin(ShardStorage storage, String keyType, Clock clock) {
    SecureRandom random = new SecureRandom();
    Manifest manifest =
        new Manifest(
            UUID.randomUUID(),
            keyType,
            new FingerprintSeed(random.nextLong(), random.nextLong()),
            clock.epochMillis());
    storage.writeDocument(Manifest.NAME, manifest.encode());
    return manifest;
  }

  static void requireKeyType(Manifest manifest, String keyType, String location) {
    if (!manifest.keyType().equals(keyType)) {
      throw new WrongKeyTypeException(
          "the store at %s has keys of type '%s', but was opened for '%s'; open it for '%s'"
              .formatted(location, manifest.keyType(), keyType, manifest.keyType()));
    }
  }
}
