package dev.cairnkv.core.checkpoint;

import dev.cairnkv.KvException;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.TimerStats;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.checkpoint.CheckpointHead.ShardState;
import dev.cairnkv.core.event.Events;
import dev.cairnkv.core.log.FrameCounts;
import dev.cairnkv.core.log.LogPosition;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.core.time.Timer;
import dev.cairnkv.spi.CheckpointWriter;
import dev.cairnkv.spi.ShardStorage;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Writes checkpoints: when enough was appended since the last one, and at the shutdown. */
public final class CheckpointKeeper implements AutoCloseable {
  // So the bytes written for checkpoints stay within a quarter of those written for records.
  private static final int BYTES_FOR_A_CHECKPOINT_BYTE = 4;

  // Reading back what a checkpoint holds costs more than replaying an eighth of its bytes.
  private static final int SMALLEST_PART_WORTH_WRITING = 8;

  // Room for keys that come while a checkpoint is being written. If more come, it is begun again.
  private static final int LEAST_SPARE_KEYS = 1 << 10;
  private static final int SPARE_PART = 8;
  private static final int KEYS_FOR_A_SPARE_SHARD = 16;
  private static final int ATTEMPTS = 5;

  private final ShardStorage storage;
  private final UUID storeId;
  private final Catalog catalog;
  private final ShardLog log;
  private final Supplier<CheckpointStart> starts;
  private final Events events;
  private final long intervalBytes;
  private final Timer timer;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("cairn-checkpoint").factory());
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final ReentrantLock writing = new ReentrantLock();

  private volatile long sequence;
  private volatile long sizeBytes;
  private volatile long debtFrom;

  /**
   * Makes a keeper.
   *
   * @param starts gives where a checkpoint that is begun now begins
   * @param intervalBytes the bytes after which a checkpoint is due, or 0 if only at the shutdown
   * @param start the last checkpoint
   * @param timer is told how long they take
   */
  public CheckpointKeeper(
      ShardStorage storage,
      UUID storeId,
      Catalog catalog,
      ShardLog log,
      Supplier<CheckpointStart> starts,
      Events events,
      long intervalBytes,
      CheckpointState start,
      Timer timer) {
    this.storage = storage;
    this.storeId = storeId;
    this.catalog = catalog;
    this.log = log;
    this.starts = starts;
    this.events = events;
    this.intervalBytes = intervalBytes;
    this.timer = timer;
    this.sequence = start.sequence();
    this.sizeBytes = start.sizeBytes();
    this.debtFrom = -start.replayedBytes();
  }

  /** Returns the sequence up to which every record is in the checkpoint, or 0. */
  public long sequence() {
    return sequence;
  }

  /** Returns how long checkpoints took. */
  public TimerStats timings() {
    return timer.stats();
  }

  /** Has a checkpoint written in the background if one is due. */
  public void afterWrite() {
    if (intervalBytes > 0
        && debtBytes() >= Math.max(intervalBytes, BYTES_FOR_A_CHECKPOINT_BYTE * sizeBytes)
        && scheduled.compareAndSet(false, true)) {
      executor.execute(this::writeScheduled);
    }
  }

  private void writeScheduled() {
    try {
      writeOrTell(LEAST_SPARE_KEYS);
    } finally {
      scheduled.set(false);
    }
  }

  /** Writes one at the shutdown, when nothing is written any more, if it is worth it. */
  public void atShutdown() {
    if (debtBytes() > sizeBytes / SMALLEST_PART_WORTH_WRITING) {
      writeOrTell(0);
    }
  }

  private void writeOrTell(long leastSpareKeys) {
    try {
      write(leastSpareKeys);
    } catch (KvException e) {
      // The one before, or none at all, serves as well; it only takes longer to restore.
      debtFrom = log.appendedBytes();
      events.tell(new StoreEvent.CheckpointFailed(e));
    }
  }

  /**
   * Writes a checkpoint.
   *
   * @throws KvException if that fails; the one before stays
   */
  public void write() {
    write(LEAST_SPARE_KEYS);
  }

  /**
   * Does something while no checkpoint is being written: what is taken from the index for one must
   * be there when the shards are listed.
   */
  public <T> T betweenCheckpoints(Supplier<T> action) {
    writing.lock();
    try {
      return action.get();
    } finally {
      writing.unlock();
    }
  }

  private void write(long leastSpareKeys) {
    writing.lock();
    try {
      long timerStart = timer.start();
      long keys = catalog.index().size();
      long spareKeys = leastSpareKeys == 0 ? 0 : Math.max(leastSpareKeys, keys / SPARE_PART);
      for (int i = 0; i < ATTEMPTS; i++) {
        if (writeFor(keys + spareKeys, spareKeys / KEYS_FOR_A_SPARE_SHARD)) {
          timer.stop(timerStart);
          return;
        }
        spareKeys = 4 * Math.max(spareKeys, LEAST_SPARE_KEYS);
      }
      throw new StorageException(
          "the checkpoint of %s was given up: keys came faster than it could be written"
              .formatted(storage.location()));
    } finally {
      writing.unlock();
    }
  }

  /** Returns false if there were more keys or shards than there was room for. */
  private boolean writeFor(long roomForKeys, long spareShards) {
    CheckpointStart start = starts.get();
    LogPosition position = start.position();
    long appendedBytes = log.appendedBytes();
    long doubtBelow = catalog.doubtBelow();
    long bytes =
        CheckpointDescriptor.sizeBytes(
            log.shards().all().size() + spareShards,
            Math.min(roomForKeys, catalog.index().subTables()),
            roomForKeys);
    try (CheckpointWriter target = storage.createCheckpoint(bytes)) {
      CheckpointEncoder encoder = new CheckpointEncoder(target, storeId, bytes);
      if (!encoder.writeKeys(catalog.index(), roomForKeys)) {
        return false;
      }
      // In this order: whoever publishes a record with an expiry has said so before.
      boolean mayExpire = catalog.mayExpire();
      long keys = encoder.keys();
      List<ShardState> shards = shards(start, encoder.live());
      if (!encoder.finish(new CheckpointHead(position, doubtBelow, mayExpire, keys, shards))) {
        return false;
      }
      // What was put meanwhile may be in it as well, and must not be ahead of the log after a
      // crash.
      log.sync(log.lastSequence());
      target.publish();
      sequence = position.nextSequence() - 1;
      sizeBytes = bytes;
      debtFrom = appendedBytes;
      events.tell(new StoreEvent.CheckpointWritten(keys, sequence));
      return true;
    }
  }

  private List<ShardState> shards(CheckpointStart start, LiveFrames live) {
    LogPosition position = start.position();
    return log.shards().all().stream()
        .filter(shard -> shard.id() <= position.shardId() || live.records(shard.id()) > 0)
        .map(
            shard -> {
              boolean last = shard.id() == position.shardId();
              FrameCounts counts = shard.counts();
              long tombstones = last ? start.tombstoneBytes() : counts.tombstoneBytes();
              return new ShardState(
                  shard.header(),
                  last ? position.offset() : shard.tail(),
                  new FrameCounts(
                      live.bytes(shard.id()),
                      live.records(shard.id()),
                      shard.id() > position.shardId() ? 0 : tombstones, // what will be replayed
                      counts.holdsBrokenBatch()));
            })
        .toList();
  }

  private long debtBytes() {
    return log.appendedBytes() - debtFrom;
  }

  /** Ends when no checkpoint is being written in the background any more. */
  @Override
  public void close() {
    executor.close();
  }
}
