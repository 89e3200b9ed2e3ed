package dev.cairnkv.core.log;

import static dev.cairnkv.core.frame.FrameDescriptor.HEADER_LENGTH;
import static dev.cairnkv.core.frame.FrameDescriptor.MAX_SEQUENCE_DELTA;
import static dev.cairnkv.core.frame.FrameDescriptor.SEAL_LENGTH;
import static dev.cairnkv.core.frame.FrameDescriptor.align;

import dev.cairnkv.RecordTooLargeException;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.core.event.Events;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.spi.ShardStorage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Appends frames to the active shard, and begins a new shard when one would not fit.
 *
 * <p>{@link #append} and {@link #shutdown} are for one thread at a time, which the caller sees to;
 * all else is for any number of threads.
 */
public final class ShardLog implements AutoCloseable {
  private static final long MAX_RESERVED_BYTES = 256 << 10;

  // What each append writes is released to other threads, which takes no time.
  private static final VarHandle LAST_SEQUENCE = handle("lastSequence");
  private static final VarHandle APPENDED_BYTES = handle("appendedBytes");

  private final ShardStorage storage;
  private final ShardFactory factory;
  private final ShardTable shards;
  private final Events events;
  private final Poison poison;
  private final SyncTurn syncTurn;
  private final LogTimers timers;

  private volatile @Nullable LogShard active;
  private volatile long lastSequence;
  private volatile long syncedSequence;
  private volatile long appendedBytes;
  private volatile boolean lacksRoom;
  private volatile long syncedUpTo = ShardHeaderDescriptor.LENGTH;

  // Written by the appending thread only.
  private int nextShardId;
  private boolean cleanMark;
  private boolean full;
  private boolean halfMade;
  private long stampedUpTo = ShardHeaderDescriptor.LENGTH;

  /** Makes a log that goes on from what a restore found. Nothing is written yet. */
  public ShardLog(ShardStorage storage, ShardFactory factory, LogState state, Events events) {
    this.storage = storage;
    this.factory = factory;
    this.events = events;
    this.poison = new Poison(events);
    this.syncTurn = new SyncTurn(factory.clock());
    this.timers = new LogTimers(factory.clock());
    this.shards = state.shards();
    this.active = state.active();
    this.nextShardId = state.nextShardId();
    this.lastSequence = state.nextSequence() - 1;
    this.syncedSequence = lastSequence;
    this.cleanMark = state.cleanMark();
    LogShard shard = state.active();
    if (shard != null) {
      this.syncedUpTo = shard.tail();
    }
  }

  /** Returns the length of the largest payload that fits in an empty shard of a size. */
  public static long maxPayloadBytes(long shardSizeBytes) {
    return shardSizeBytes
        - ShardHeaderDescriptor.LENGTH
        - HEADER_LENGTH
        - reservedBytes(shardSizeBytes)
        - SEAL_LENGTH;
  }

  /**
   * Returns how much of a shard is left to tombstones, so that deleting goes on for a while when
   * there is no room for a new shard.
   */
  private static long reservedBytes(long shardSizeBytes) {
    return align(Math.min(MAX_RESERVED_BYTES, shardSizeBytes / 64));
  }

  /**
   * Refuses a frame that does not fit in an empty shard.
   *
   * @throws RecordTooLargeException if it does not
   */
  public void requireFits(FrameBuffer frame) {
    long max = maxPayloadBytes(factory.shardSizeBytes());
    long length = frame.frameLength(false);
    if (length > align(HEADER_LENGTH + max)) {
      long optionalFields = length - align(HEADER_LENGTH + frame.payloadLength());
      throw new RecordTooLargeException(frame.payloadLength(), max - optionalFields);
    }
  }

  /**
   * Appends a frame whose payload is ended and fits, and gives it the next sequence.
   *
   * @return its location
   * @throws StoreFullException if there is no room for a new shard; nothing was written
   * @throws StorePoisonedException if this or an earlier write failed
   * @throws StorageException if a new shard cannot be made, or sequences are used up; nothing was
   *     written
   */
  public long append(FrameKind kind, FrameBuffer frame) {
    return append(kind, frame, kind == FrameKind.TOMBSTONE);
  }

  /**
   * The same as {@link #append} for a record that is moved to make room: where there is no room for
   * a new shard, it may take what is reserved in the active one. Throws what that throws.
   */
  public long appendMoved(FrameKind kind, FrameBuffer frame) {
    return append(kind, frame, true);
  }

  private long append(FrameKind kind, FrameBuffer frame, boolean mayUseReserve) {
    poison.check();
    if (lastSequence == Long.MAX_VALUE) {
      throw new StorageException("the store has used up its sequences; export it into a new store");
    }
    removeCleanMark();
    long sequence = lastSequence + 1;
    LogShard shard = shardFor(frame, sequence, mayUseReserve);
    long location = write(shard, kind, frame, sequence);
    LAST_SEQUENCE.setRelease(this, sequence);
    return location;
  }

  /**
   * Ends writing for good, since what was appended could not be made use of.
   *
   * @return what to throw
   */
  public StorePoisonedException poison(Throwable failure) {
    return poison.poison(failure);
  }

  /** Returns where the next record goes, as the appending thread sees it. */
  public LogPosition position() {
    LogShard shard = active;
    return shard == null
        ? new LogPosition(nextShardId, ShardHeaderDescriptor.LENGTH, lastSequence + 1)
        : new LogPosition(shard.id(), shard.tail(), lastSequence + 1);
  }

  /** Returns the id of the newest shard, 0 if there is none, as the appending thread sees it. */
  public int newestShardId() {
    return nextShardId - 1;
  }

  /** Returns the bytes of the tombstones in the active shard, as the appending thread sees it. */
  public long activeTombstoneBytes() {
    LogShard shard = active;
    return shard == null ? 0 : shard.counts().tombstoneBytes();
  }

  /** Returns the bytes of all frames appended since this log was made. */
  public long appendedBytes() {
    return appendedBytes;
  }

  /** Returns whether there was no room for a new shard when one was needed last. */
  public boolean lacksRoom() {
    return lacksRoom;
  }

  /** Says that a shard was removed, so that there may be room for another. */
  public void roomMayBeBack() {
    lacksRoom = false;
  }

  /**
   * Returns how many bytes can be moved: where there is no room, what is left of the active shard.
   */
  public long movableBytes() {
    LogShard shard = active;
    if (!lacksRoom || shard == null) {
      return Long.MAX_VALUE;
    }
    return factory.wouldMakeLike(shard) ? shard.sizeBytes() - SEAL_LENGTH - shard.tail() : 0;
  }

  /** Returns the sequence of the last frame. */
  public long lastSequence() {
    return lastSequence;
  }

  /** Returns the sequence up to which everything is synced. */
  public long syncedSequence() {
    return syncedSequence;
  }

  /** Returns how long syncs and rolls took. */
  public LogTimers timers() {
    return timers;
  }

  /** Returns the open shards. */
  public ShardTable shards() {
    return shards;
  }

  /** Returns the shard that is appended to, or null before the first write. */
  @Nullable LogShard active() {
    return active;
  }

  /** Returns the offset in the active shard up to which everything is synced. */
  long syncedUpTo() {
    return syncedUpTo;
  }

  /** Returns whether a shard is the one that is appended to. */
  public boolean isActive(LogShard shard) {
    return shard == active;
  }

  /**
   * Makes sure that everything up to {@code sequence} is synced. Threads that come while a sync is
   * under way share the next one.
   *
   * @throws StorePoisonedException if this sync or an earlier write or sync failed
   */
  public void sync(long sequence) {
    while (syncedSequence < sequence) {
      if (syncTurn.takeOrAwait()) {
        try {
          syncInTurn(sequence);
        } finally {
          syncTurn.giveBack();
        }
      }
    }
  }

  private void syncInTurn(long sequence) {
    if (syncedSequence >= sequence) {
      return;
    }
    poison.check();
    syncTurn.gather();
    // In this order: the frame of this sequence stands below the tail that is read afterwards.
    long target = lastSequence;
    LogShard shard = active;
    if (shard != null) {
      syncShard(shard);
    }
    syncedSequence = target;
  }

  /**
   * Refuses to go on after a failure.
   *
   * @throws StorePoisonedException if a write or a sync failed
   */
  public void requireWritable() {
    poison.check();
  }

  /** Syncs everything and leaves the mark of a clean shutdown. The shards stay open. */
  public void shutdown() {
    poison.check();
    sync(lastSequence);
    deleteWhatAFailureLeft();
    LogShard shard = active;
    if (!cleanMark) {
      CleanMark mark =
          new CleanMark(
              factory.storeId(),
              shard == null ? 0 : shard.id(),
              shard == null ? 0 : shard.tail(),
              lastSequence + 1,
              factory.clock().epochMillis());
      storage.writeDocument(CleanMark.NAME, mark.encode());
    }
  }

  /** Closes all shards, when no sync is under way. */
  @Override
  public void close() {
    syncTurn.take();
    try {
      shards.all().forEach(LogShard::close);
    } finally {
      syncTurn.giveBack();
    }
  }

  /**
   * Begins a new shard if the newest one was written by another codec than that of new shards. It
   * has no frame yet, so it does not keep the sequences from beginning again.
   *
   * @throws StoreFullException if there is no room for a new shard; nothing was written
   * @throws StorePoisonedException if this or an earlier write failed
   * @throws StorageException if a new shard cannot be made; nothing was written
   */
  public void leaveOtherCodec() {
    poison.check();
    LogShard current = active;
    LogShard newest = current == null && !shards.all().isEmpty() ? shards.all().getLast() : current;
    if (newest == null || newest.header().codec().equals(factory.codec())) {
      return;
    }
    removeCleanMark();
    long sequence = lastSequence + 1;
    if (current == null) {
      activate(create(sequence));
    } else {
      roll(current, sequence);
    }
  }

  private LogShard shardFor(FrameBuffer frame, long sequence, boolean mayUseReserve) {
    LogShard current = active;
    if (current == null) {
      LogShard first = create(sequence);
      activate(first);
      return first;
    }
    boolean isLikeNew = factory.wouldMakeLike(current);
    boolean goesOn = isLikeNew && fits(current, frame, false, reservedBytes(current.sizeBytes()));
    boolean inRange = sequence - current.header().baseSequence() <= MAX_SEQUENCE_DELTA;
    if (goesOn && inRange) {
      return current;
    }
    // What has no payload may stand in a shard of another codec.
    boolean isAllowed = mayUseReserve && inRange && (isLikeNew || frame.payloadLength() == 0);
    boolean fitsReserve = isAllowed && fits(current, frame, false, 0);
    try {
      return roll(current, sequence);
    } catch (StoreFullException e) {
      if (fitsReserve) {
        return current;
      }
      throw e;
    }
  }

  private LogShard create(long sequence) {
    try {
      deleteWhatAFailureLeft();
      halfMade = true;
      LogShard shard = factory.create(nextShardId, sequence);
      halfMade = false;
      full = false;
      lacksRoom = false;
      return shard;
    } catch (StoreFullException e) {
      halfMade = false;
      lacksRoom = true;
      if (!full) {
        full = true;
        events.tell(new StoreEvent.Full(e));
      }
      throw e;
    }
  }

  /** A storage that failed to make a shard durable may have made it all the same. */
  private void deleteWhatAFailureLeft() {
    if (halfMade && storage.shardIds().contains(nextShardId)) {
      storage.deleteShard(nextShardId);
    }
  }

  /**
   * Seals the active shard and begins a new one. The new one is made first, since that may fail.
   */
  private LogShard roll(LogShard fullShard, long sequence) {
    long rollStart = timers.rolls().start();
    LogShard next = create(sequence);
    long stallStart = timers.stalls().start();
    syncTurn.take();
    try {
      long frames = sequence - fullShard.header().baseSequence();
      fullShard.seal(frames, lastSequence, next.id());
      syncedSequence = lastSequence;
      timers.stalls().stop(stallStart);
      fullShard.expectRandomReads();
      activate(next);
      timers.rolls().stop(rollStart);
    } catch (Throwable e) {
      next.close();
      throw poison.poison(e);
    } finally {
      syncTurn.giveBack();
    }
    return next;
  }

  private void activate(LogShard shard) {
    nextShardId++;
    syncedUpTo = ShardHeaderDescriptor.LENGTH;
    stampedUpTo = ShardHeaderDescriptor.LENGTH;
    shards.add(shard);
    active = shard;
    events.tell(new StoreEvent.ShardBegun(shard.id()));
  }

  private long write(LogShard shard, FrameKind kind, FrameBuffer frame, long sequence) {
    long offset = shard.tail();
    long synced = syncedUpTo;
    boolean stamp = synced != stampedUpTo && fits(shard, frame, true, 0);
    int start =
        frame.complete(
            kind,
            sequence - shard.header().baseSequence(),
            stamp ? synced : 0,
            offset,
            shard.decoder().checksum());
    int length = frame.frameLength(stamp);
    long appendedBefore = appendedBytes;
    try {
      shard.append(offset, frame.array(), start, length);
    } catch (Throwable e) {
      throw poison.poison(e);
    }
    APPENDED_BYTES.setRelease(this, appendedBefore + length);
    if (kind == FrameKind.TOMBSTONE) {
      shard.addTombstone(length);
    }
    if (stamp) {
      stampedUpTo = synced;
    }
    return Location.pack(shard.id(), offset, length);
  }

  private static boolean fits(
      LogShard shard, FrameBuffer frame, boolean withSyncedUpTo, long reservedBytes) {
    long end = shard.tail() + frame.frameLength(withSyncedUpTo);
    return end + reservedBytes + SEAL_LENGTH <= shard.sizeBytes();
  }

  private void syncShard(LogShard shard) {
    long tail = shard.tail();
    long start = timers.syncs().start();
    try {
      shard.sync();
    } catch (Throwable e) {
      throw poison.poison(e);
    }
    timers.syncs().stop(start);
    syncedUpTo = tail;
  }

  private static VarHandle handle(String field) {
    try {
      return MethodHandles.lookup().findVarHandle(ShardLog.class, field, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private void removeCleanMark() {
    if (!cleanMark) {
      return;
    }
    try {
      storage.deleteDocument(CleanMark.NAME);
    } catch (Throwable e) {
      // Whether it is gone is unknown, and it must not come back after the first write.
      throw poison.poison(e);
    }
    cleanMark = false;
  }
}
