package dev.cairnkv.core;

import dev.cairnkv.BackupReport;
import dev.cairnkv.Batch;
import dev.cairnkv.CompactionReport;
import dev.cairnkv.ConversionReport;
import dev.cairnkv.Cursor;
import dev.cairnkv.KvStore;
import dev.cairnkv.RestoreReport;
import dev.cairnkv.Scan;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.Snapshot;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreLockedException;
import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.StoreStats;
import dev.cairnkv.TimeToLive;
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
import dev.cairnkv.core.fingerprint.Fingerprinter;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.log.Groundwork;
import dev.cairnkv.core.log.PagesAhead;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.core.order.KeyOrder;
import dev.cairnkv.core.time.Timer;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The store: a log of shards, and an index that says where the latest record of each key is.
 *
 * {@snippet file="OpeningAStore.java" region="restore"}
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class ShardedStore<K, V> implements KvStore<K, V> {
  private final ShardStorage storage;
  private final StorageLock lock;
  private final Catalog catalog;
  private final ShardLog log;
  private final KeyOrder<K> order;
  private final StoreReads<K, V> reads;
  private final StoreWrites<K, V> writes;
  private final CheckpointKeeper checkpoints;
  private final BackgroundSync backgroundSync;
  private final Compactor compactor;
  private final BackgroundCompaction backgroundCompaction;
  private final StoreBackup storeBackup;
  private final Snapshots<K, V> snapshots;
  private final Supplier<StoreStats> currentStats;

  // Order of locks: that of the shutdown, the compactor's, the checkpoint's, this one, then that of
  // the log's sync.
  private final BriefLock writeLock = new BriefLock();
  private final ReentrantLock shutdownLock = new ReentrantLock();
  private final OpenState openState;
  private volatile @Nullable StoreStats lastStats;

  ShardedStore(StoreOpening<K, V> opening) {
    this.storage = opening.storage();
    this.lock = opening.lock();
    StoreOptions options = opening.options();
    this.openState = new OpenState(storage.location());
    Codecs<K, V> codecs = opening.codecs();
    Fingerprinter<K> fingerprinter =
        new Fingerprinter<>(codecs.keyType(), opening.manifest().seed());
    this.catalog = opening.restored().catalog();
    Events events = new Events(options.listener());
    this.log = new ShardLog(storage, opening.shardFactory(), opening.restored().log(), events);
    KnownDamages damages = new KnownDamages(events);
    RestoreReport report = opening.restored().report();
    report.damages().forEach(damages::found);
    opening.restored().lateDamages().tell(damages::found);
    Scratch.Pool scratches = new Scratch.Pool();
    OperationCounters operations = new OperationCounters();
    RecordReader<K, V> records = new RecordReader<>(catalog, codecs, damages, opening.clock());
    LatestReader<K, V> reader = new LatestReader<>(catalog, records);
    this.order = KeyOrderReading.order(options, codecs.keyType(), catalog, records);
    Scanner<K, V> scanner = new Scanner<>(codecs.keyType(), order, fingerprinter, catalog);
    this.reads =
        new StoreReads<>(
            fingerprinter, catalog, reader, order, scanner, scratches, operations, openState);
    RecordEncoder<K, V> encoder =
        new RecordEncoder<>(fingerprinter, codecs.writer(), catalog, log, opening.clock());
    RecordWriter<K> writer = new RecordWriter<>(log, catalog, order, this::afterWrite);
    this.writes =
        new StoreWrites<>(
            new WriteParts<>(
                openState,
                scratches,
                fingerprinter,
                reader,
                encoder,
                writeLock,
                writer,
                log,
                catalog),
            operations,
            options.durability(),
            this::whenFull,
            this::yieldToCompaction);
    this.checkpoints =
        new CheckpointKeeper(
            storage,
            opening.manifest().storeId(),
            catalog,
            log,
            this::checkpointStart,
            events,
            options.checkpointBytes(),
            opening.restored().checkpoint(),
            new Timer(opening.clock()));
    Surroundings surroundings =
        new Surroundings(
            storage, catalog, order, log, checkpoints, this::inWriteTurn, events, opening.clock());
    this.compactor =
        new Compactor(
            surroundings,
            new CodecRecoder<>(codecs, order),
            frame -> opening.clock().isExpired(frame.expiryEpochMillis()),
            damages::found,
            options.shardSizeBytes(),
            CodecStamp.of(codecs.writer()));
    this.backgroundCompaction =
        new BackgroundCompaction(
            surroundings, compactor, options.compaction(), options.shardSizeBytes());
    this.storeBackup =
        new StoreBackup(
            storage,
            opening.manifest(),
            log,
            checkpoints,
            () -> checkpointStart().position(),
            openState,
            opening.clock(),
            backgroundCompaction::afterUnpin);
    this.snapshots =
        new Snapshots<>(
            new SnapshotReaders<>(
                fingerprinter, scanner, catalog, codecs, damages, scratches, operations, openState),
            log,
            writer,
            writeLock,
            events,
            opening.clock(),
            backgroundCompaction::afterUnpin);
    this.currentStats =
        () -> {
          settleUnlessWriting();
          return StatsReader.read(
              catalog,
              log,
              checkpoints,
              compactor,
              backgroundCompaction,
              damages.list(),
              report,
              operations,
              snapshots.stats());
        };
    Groundwork groundwork = new Groundwork(log, storage, options.shardSizeBytes());
    PagesAhead pagesAhead = new PagesAhead(log, options.shardSizeBytes());
    this.backgroundSync = new BackgroundSync(log, groundwork, pagesAhead, options.syncPeriod());
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
    StoreOpening<K, V> opening = StoreOpening.open(storage, codecs, clock, options);
    try {
      return new ShardedStore<>(opening);
    } catch (Throwable e) {
      opening.abandon(e);
      throw e;
    }
  }

  @Override
  public void put(K key, V value, WriteOptions how) {
    writes.put(key, value, how);
  }

  @Override
  public @Nullable V get(K key) {
    return reads.get(key);
  }

  @Override
  public boolean delete(K key, WriteOptions how) {
    return writes.delete(key, how);
  }

  @Override
  public void write(Batch<? extends K, ? extends V> batch, WriteOptions how) {
    writes.write(batch, how);
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value, WriteOptions how) {
    Objects.requireNonNull(value, "value");
    return writes
        .change(
            key, current -> current == null ? new Change.Put<>(value) : new Change.Keep<>(), how)
        .before();
  }

  @Override
  public @Nullable V getAndPut(K key, V value, WriteOptions how) {
    Objects.requireNonNull(value, "value");
    return writes.change(key, _ -> new Change.Put<>(value), how).before();
  }

  @Override
  public boolean replace(K key, V expected, V next, WriteOptions how) {
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(next, "next");
    return writes.change(key, Change.ifEqual(expected, new Change.Put<>(next)), how).changed();
  }

  @Override
  public boolean delete(K key, V expected, WriteOptions how) {
    Objects.requireNonNull(expected, "expected");
    return writes.change(key, Change.ifEqual(expected, new Change.Delete<>()), how).changed();
  }

  @Override
  public @Nullable V compute(
      K key,
      BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function,
      WriteOptions how) {
    Objects.requireNonNull(function, "function");
    return writes
        .change(key, current -> Change.to(function.apply(key, current), current), how)
        .after();
  }

  @Override
  public @Nullable V merge(
      K key,
      V value,
      BiFunction<? super V, ? super V, ? extends @Nullable V> function,
      WriteOptions how) {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(function, "function");
    return writes
        .change(
            key,
            current -> Change.to(current == null ? value : function.apply(current, value), current),
            how)
        .after();
  }

  @Override
  public boolean touch(K key, WriteOptions how) {
    return writes.change(key, current -> Change.to(current, current), how).changed();
  }

  @Override
  public TimeToLive ttl(K key) {
    return reads.ttl(key);
  }

  @Override
  public boolean contains(K key) {
    return reads.contains(key);
  }

  @Override
  public long size() {
    return reads.size();
  }

  @Override
  public List<@Nullable V> getAll(List<? extends K> keys) {
    return reads.getAll(keys);
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    StoreCursor.giveAll(cursor(), action);
  }

  @Override
  public Cursor<K, V> cursor() {
    return reads.cursor();
  }

  @Override
  public Cursor<K, V> scan(Scan<K> scan) {
    return reads.scan(scan);
  }

  @Override
  public Snapshot<K, V> snapshot() {
    return snapshots.open();
  }

  @Override
  public void sync() {
    openState.require();
    log.requireWritable();
    log.sync(log.lastSequence());
  }

  @Override
  public void checkpoint() {
    openState.require();
    requireNotInAFunction();
    checkpoints.write();
  }

  @Override
  public CompactionReport compact() {
    openState.require();
    log.requireWritable();
    return compactor.compact();
  }

  @Override
  public void pauseCompaction() {
    openState.require();
    backgroundCompaction.pause();
  }

  @Override
  public void resumeCompaction() {
    inWriteTurn(backgroundCompaction::resume);
  }

  @Override
  public ConversionReport convert(ScanProgress progress) {
    openState.require();
    requireNotInAFunction();
    return compactor.convert(progress);
  }

  @Override
  public BackupReport backup(ShardStorage target, ScanProgress progress) {
    requireNotInAFunction();
    return storeBackup.into(target, progress);
  }

  @Override
  public StoreStats stats() {
    StoreStats last = lastStats;
    return last == null ? currentStats.get() : last;
  }

  @Override
  public void shutdown() {
    requireNotInAFunction();
    shutdownLock.lock();
    try {
      if (!openState.isClosed()) {
        endWriting();
        persistAndGiveUp();
      }
    } finally {
      shutdownLock.unlock();
    }
  }

  /** The locks of checkpoint and shutdown come before the write lock; see the order above. */
  private void requireNotInAFunction() {
    if (writeLock.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "a function that is given the value of a key must not call checkpoint, backup, convert or"
              + " shutdown");
    }
  }

  private void endWriting() {
    writeLock.lock();
    try {
      catalog.settle();
      openState.close();
    } finally {
      writeLock.unlock();
    }
  }

  private void persistAndGiveUp() {
    try (storage;
        lock;
        log;
        var _ = catalog.index()) {
      snapshots.close();
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

  private void inWriteTurn(Runnable writes) {
    writeLock.lock();
    try {
      openState.require();
      writes.run();
      afterWrite();
    } finally {
      writeLock.unlock();
    }
  }

  /** Waits for nobody: whoever is asked for figures may have other locks. */
  private void settleUnlessWriting() {
    if (writeLock.tryLock()) {
      try {
        catalog.settle();
      } finally {
        writeLock.unlock();
      }
    }
  }

  private void whenFull() {
    backgroundCompaction.afterFull();
  }

  private void afterWrite() {
    checkpoints.afterWrite();
    backgroundSync.afterWrite();
    backgroundCompaction.afterWrite();
  }

  private void yieldToCompaction() {
    if (backgroundCompaction.isBehind() && !writeLock.isHeldByCurrentThread()) {
      backgroundCompaction.awaitProgress();
    }
  }

  /** Returns the number of keys that are kept in order. */
  long orderedKeys() {
    return order.keys().tree().size();
  }
}
