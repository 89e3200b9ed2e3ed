package dev.cairnkv.core;

import dev.cairnkv.Batch;
import dev.cairnkv.CodecException;
import dev.cairnkv.CompactionReport;
import dev.cairnkv.Cursor;
import dev.cairnkv.Durability;
import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import dev.cairnkv.KvException;
import dev.cairnkv.KvStore;
import dev.cairnkv.RestoreReport;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreClosedException;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreLockedException;
import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.StoreStats;
import dev.cairnkv.WriteOptions;
import dev.cairnkv.WrongCodecException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.WrongKeyTypeException;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.checkpoint.CheckpointKeeper;
import dev.cairnkv.core.checkpoint.CheckpointStart;
import dev.cairnkv.core.compact.BackgroundCompaction;
import dev.cairnkv.core.compact.Compactor;
import dev.cairnkv.core.compact.Surroundings;
import dev.cairnkv.core.event.Events;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.fingerprint.Fingerprinter;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.log.Groundwork;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.PayloadBuffer;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The store: a log of shards, and an index that says where the latest record of each key is.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class ShardedStore<K, V> implements KvStore<K, V> {
  private final ShardStorage storage;
  private final StorageLock lock;
  private final StoreOptions options;
  private final Codecs<K, V> codecs;
  private final KeyType<K> keyType;
  private final Fingerprinter<K> fingerprinter;
  private final Catalog catalog;
  private final ShardLog log;
  private final KnownDamages damages;
  private final LatestReader<K, V> reader;
  private final ManyReader<K, V> manyReader;
  private final CheckpointKeeper checkpoints;
  private final BackgroundSync backgroundSync;
  private final Compactor compactor;
  private final BackgroundCompaction backgroundCompaction;
  private final Supplier<StoreStats> currentStats;
  private final Scratch.Pool scratches = new Scratch.Pool();

  // Order of locks: that of the shutdown, the compactor's, the checkpoint's, this one, then that of
  // the log's sync.
  private final BriefLock writeLock = new BriefLock();
  private final ReentrantLock shutdownLock = new ReentrantLock();
  private volatile boolean closed;
  private volatile @Nullable StoreStats lastStats;

  ShardedStore(StoreOpening<K, V> opening) {
    this.storage = opening.storage();
    this.lock = opening.lock();
    this.options = opening.options();
    this.codecs = opening.codecs();
    this.keyType = codecs.keyType();
    this.fingerprinter = new Fingerprinter<>(keyType, opening.manifest().seed());
    this.catalog = opening.restored().catalog();
    Events events = new Events(options.listener());
    this.log = new ShardLog(storage, opening.shardFactory(), opening.restored().log(), events);
    this.damages = new KnownDamages(events);
    this.reader = new LatestReader<>(catalog, new RecordReader<>(catalog, codecs, damages));
    this.manyReader = new ManyReader<>(fingerprinter, catalog, reader);
    this.checkpoints =
        new CheckpointKeeper(
            storage,
            opening.manifest().storeId(),
            catalog,
            log,
            this::checkpointStart,
            events,
            options.checkpointBytes(),
            opening.restored().checkpoint());
    catalog.shards().all().forEach(LogShard::expectRandomReads);
    RestoreReport report = opening.restored().report();
    Surroundings surroundings =
        new Surroundings(
            storage, catalog, log, checkpoints, this::inWriteTurn, events, opening.clock());
    this.compactor =
        new Compactor(
            surroundings,
            new CodecRecoder<>(codecs),
            _ -> false,
            damages::found,
            options.shardSizeBytes());
    this.backgroundCompaction =
        new BackgroundCompaction(
            surroundings, compactor, options.compaction(), options.shardSizeBytes());
    this.currentStats =
        () ->
            StatsReader.read(
                catalog, log, checkpoints.sequence(), damages.list(), report, compactor.stats());
    Groundwork groundwork = new Groundwork(log, storage, options.shardSizeBytes());
    this.backgroundSync = new BackgroundSync(log, groundwork, options.syncPeriod());
    report.damages().forEach(damages::found);
    opening.restored().lateDamages().tell(damages::found);
    events.tell(new StoreEvent.Restored(report));
  }

  /**
   * Opens the store that {@code storage} holds, or begins one if there is none: after a clean
   * shutdown as it was then, after a crash with every write that survived it.
   *
   * <p>The store takes over the storage: it is closed when the store is shut down, or when this
   * throws.
   *
   * @throws StoreNotFoundException if there is no store and {@link StoreOptions#createIfMissing} is
   *     off
   * @throws StoreLockedException if the store is open already, in this process or another
   * @throws WrongFormatException if the place holds something else, or a shard or document is
   *     damaged or of another format
   * @throws WrongKeyTypeException if the store has another key type
   * @throws WrongCodecException if a shard was written with a codec that is not among {@code
   *     codecs}
   * @throws StoreFullException if there is no room to begin a store
   * @throws StorageException if the storage fails
   */
  public static <K, V> KvStore<K, V> restore(
      ShardStorage storage, Codecs<K, V> codecs, Clock clock, StoreOptions options) {
    return new ShardedStore<>(StoreOpening.open(storage, codecs, clock, options));
  }

  @Override
  public void put(K key, V value, WriteOptions how) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    requireOpen();
    Scratch scratch = scratches.borrow();
    Fingerprint fingerprint = fingerprinter.fingerprint(key, scratch.key());
    catalog.index().prefetch(fingerprint); // it comes while the record is encoded
    FrameBuffer frame = scratch.frame();
    frame.begin(fingerprint);
    encode(key, value, frame);
    frame.endPayload();
    log.requireFits(frame);

    long sequence;
    writeLock.lock();
    try {
      requireOpen();
      long location = log.append(FrameKind.PUT, frame);
      publish(fingerprint, location);
      sequence = log.lastSequence();
      afterWrite();
    } finally {
      endWrite();
    }
    scratches.giveBack(scratch);
    awaitDurable(sequence, how);
  }

  @Override
  public @Nullable V get(K key) {
    Objects.requireNonNull(key, "key");
    requireOpen();
    Scratch scratch = scratches.borrow();
    V value;
    try {
      Fingerprint fingerprint = fingerprinter.fingerprint(key, scratch.key());
      value = reader.value(key, fingerprint, reader.locate(fingerprint), scratch.payload());
    } catch (RuntimeException e) {
      throw closedOr(e);
    }
    scratches.giveBack(scratch);
    return value;
  }

  @Override
  public boolean delete(K key, WriteOptions how) {
    Objects.requireNonNull(key, "key");
    requireOpen();
    Scratch scratch = scratches.borrow();
    Fingerprint fingerprint = fingerprinter.fingerprint(key, scratch.key());
    FrameBuffer frame = scratch.frame();
    frame.begin(fingerprint);
    frame.endPayload();

    long location;
    long sequence;
    writeLock.lock();
    try {
      requireOpen();
      location = catalog.find(fingerprint);
      if (location != Location.NONE || catalog.isDoubtful(location)) {
        log.append(FrameKind.TOMBSTONE, frame);
        catalog.forget(fingerprint);
        afterWrite();
      }
      // Also where there is nothing to delete: an earlier deletion may not be synced yet.
      sequence = log.lastSequence();
    } finally {
      endWrite();
    }
    scratches.giveBack(scratch);
    awaitDurable(sequence, how);
    return location != Location.NONE;
  }

  @Override
  public void write(Batch<? extends K, ? extends V> batch, WriteOptions how) {
    requireOpen();
    List<PreparedWrite> writes = prepare(batch);
    if (writes.isEmpty()) {
      return;
    }
    long sequence;
    writeLock.lock();
    try {
      requireOpen();
      // All are appended before one is seen: if the storage is full in between, none has happened.
      long[] locations = appendAll(writes);
      for (int i = 0; i < locations.length; i++) {
        apply(writes.get(i), locations[i]);
      }
      sequence = log.lastSequence();
      afterWrite();
    } finally {
      endWrite();
    }
    awaitDurable(sequence, how);
  }

  @Override
  public boolean contains(K key) {
    Objects.requireNonNull(key, "key");
    requireOpen();
    Scratch scratch = scratches.borrow();
    long location;
    try {
      location = reader.locate(fingerprinter.fingerprint(key, scratch.key()));
    } catch (RuntimeException e) {
      throw closedOr(e);
    }
    scratches.giveBack(scratch);
    return location != Location.NONE;
  }

  @Override
  public long size() {
    requireOpen();
    return catalog.index().size();
  }

  @Override
  public List<@Nullable V> getAll(List<? extends K> keys) {
    requireOpen();
    Scratch scratch = scratches.borrow();
    List<@Nullable V> values = new ArrayList<>(keys.size());
    try {
      manyReader.addAll(keys, values, scratch);
    } catch (RuntimeException e) {
      throw closedOr(e);
    }
    scratches.giveBack(scratch);
    return values;
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    Objects.requireNonNull(action, "action");
    try (Cursor<K, V> cursor = cursor()) {
      while (cursor.hasNext()) {
        KeyValue<K, V> next = cursor.next();
        action.accept(next.key(), next.value());
      }
    }
  }

  @Override
  public Cursor<K, V> cursor() {
    requireOpen();
    return new StoreCursor<>(catalog.index(), this::readOpen);
  }

  @Override
  public void sync() {
    requireOpen();
    log.requireWritable();
    log.sync(log.lastSequence());
  }

  @Override
  public void checkpoint() {
    requireOpen();
    checkpoints.write();
  }

  @Override
  public CompactionReport compact() {
    requireOpen();
    log.requireWritable();
    return compactor.compact();
  }

  @Override
  public void pauseCompaction() {
    requireOpen();
    backgroundCompaction.pause();
  }

  @Override
  public void resumeCompaction() {
    inWriteTurn(backgroundCompaction::resume);
  }

  @Override
  public StoreStats stats() {
    StoreStats last = lastStats;
    return last == null ? currentStats.get() : last;
  }

  @Override
  public void shutdown() {
    shutdownLock.lock();
    try {
      if (!closed) {
        endWriting();
        persistAndGiveUp();
      }
    } finally {
      shutdownLock.unlock();
    }
  }

  private void endWriting() {
    writeLock.lock();
    try {
      closed = true;
    } finally {
      writeLock.unlock();
    }
  }

  private void persistAndGiveUp() {
    try (storage;
        lock;
        log;
        var _ = catalog.index()) {
      backgroundCompaction.close();
      backgroundSync.close();
      checkpoints.close();
      lastStats = currentStats.get();
      log.requireWritable();
      checkpoints.atShutdown();
      log.shutdown();
      lastStats = currentStats.get();
    }
  }

  private CheckpointStart checkpointStart() {
    writeLock.lock();
    try {
      return new CheckpointStart(log.position(), log.activeTombstoneBytes());
    } finally {
      writeLock.unlock();
    }
  }

  private void endWrite() {
    if (log.lacksRoom() && !closed) {
      backgroundCompaction.afterFull();
    }
    writeLock.unlock();
  }

  private void inWriteTurn(Runnable writes) {
    writeLock.lock();
    try {
      requireOpen();
      writes.run();
      afterWrite();
    } finally {
      writeLock.unlock();
    }
  }

  private long[] appendAll(List<PreparedWrite> writes) {
    long[] locations = new long[writes.size()];
    int appended = 0;
    try {
      while (appended < locations.length) {
        PreparedWrite write = writes.get(appended);
        locations[appended++] = log.append(write.kind(), write.frame());
      }
      return locations;
    } catch (Throwable e) {
      catalog.markBrokenBatch(locations);
      throw e;
    }
  }

  private List<PreparedWrite> prepare(Batch<? extends K, ? extends V> batch) {
    List<PreparedWrite> prepared = new ArrayList<>();
    PayloadBuffer canonicalKey = new PayloadBuffer();
    int rest = batch.writes().size();
    for (Batch.Write<? extends K, ? extends V> write : batch.writes()) {
      FrameBuffer frame = new FrameBuffer();
      Fingerprint fingerprint = fingerprinter.fingerprint(write.key(), canonicalKey);
      frame.begin(fingerprint);
      frame.placeInBatch(prepared.size(), --rest);
      FrameKind kind =
          switch (write) {
            case Batch.Put<? extends K, ? extends V>(var key, var value) -> {
              encode(key, value, frame);
              yield FrameKind.PUT;
            }
            case Batch.Delete<? extends K, ? extends V> _ -> FrameKind.TOMBSTONE;
          };
      frame.endPayload();
      log.requireFits(frame);
      prepared.add(new PreparedWrite(kind, fingerprint, frame));
    }
    return prepared;
  }

  private void afterWrite() {
    checkpoints.afterWrite();
    backgroundSync.afterWrite();
    backgroundCompaction.afterWrite();
  }

  private void apply(PreparedWrite write, long location) {
    switch (write.kind()) {
      case PUT -> publish(write.fingerprint(), location);
      case TOMBSTONE -> catalog.forget(write.fingerprint());
      case SEAL -> throw new IllegalStateException("a seal is no write");
    }
  }

  private void publish(Fingerprint fingerprint, long location) {
    try {
      catalog.publish(fingerprint, location);
    } catch (Throwable e) {
      throw log.poison(e); // the log has it and the index has not: out of memory, most likely
    }
  }

  private void encode(K key, V value, FrameBuffer frame) {
    try {
      codecs.writer().encode(key, value, frame.payload());
    } catch (KvException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CodecException(
          "codec '" + codecs.writer().id() + "' failed to encode a record; nothing was written", e);
    }
  }

  private @Nullable KeyValue<K, V> readOpen(long location, Supplier<Fingerprint> fingerprint) {
    requireOpen();
    try {
      return reader.record(fingerprint, location);
    } catch (RuntimeException e) {
      throw closedOr(e);
    }
  }

  /** What is read may be closed meanwhile, which a codec may report as an error of its own. */
  private RuntimeException closedOr(RuntimeException e) {
    return closed
        ? new StoreClosedException("the store at " + storage.location() + " is shut down", e)
        : e;
  }

  private void awaitDurable(long sequence, WriteOptions how) {
    Durability own = how.durability();
    if ((own == null ? options.durability() : own) == Durability.SYNCED) {
      log.sync(sequence);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreClosedException("the store at " + storage.location() + " is shut down");
    }
  }
}
