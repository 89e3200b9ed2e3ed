package dev.cairnkv.core;

import dev.cairnkv.Snapshot;
import dev.cairnkv.SnapshotStats;
import dev.cairnkv.StoreClosedException;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.core.event.Events;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.core.log.ShardPins;
import dev.cairnkv.core.time.StoreClock;
import java.lang.StackWalker.StackFrame;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The snapshots of a store that are open. Whoever loses one without closing it is told so. Safe for
 * use by any number of threads.
 */
final class Snapshots<K, V> implements AutoCloseable {
  private static final int MOST_FRAMES = 8;
  private static final Set<String> OWN_FRAMES =
      Set.of(Snapshots.class.getName(), ShardedStore.class.getName());

  private final SnapshotReaders<K, V> readers;
  private final ShardLog log;
  private final RecordWriter<K> writer;
  private final BriefLock writeLock;
  private final Events events;
  private final StoreClock clock;
  private final Runnable afterUnpin;

  private final ReentrantLock lock = new ReentrantLock();
  private final SequencedSet<SnapshotHold> open = new LinkedHashSet<>();

  /** Has a thread of its own, which is begun with the first snapshot. */
  private static final class Lost {
    static final Cleaner CLEANER = Cleaner.create();

    private Lost() {}
  }

  /**
   * Begins without any.
   *
   * @param afterUnpin is called when shards may be removed that could not before
   */
  Snapshots(
      SnapshotReaders<K, V> readers,
      ShardLog log,
      RecordWriter<K> writer,
      BriefLock writeLock,
      Events events,
      StoreClock clock,
      Runnable afterUnpin) {
    this.readers = readers;
    this.log = log;
    this.writer = writer;
    this.writeLock = writeLock;
    this.events = events;
    this.clock = clock;
    this.afterUnpin = afterUnpin;
  }

  /**
   * Makes a snapshot of now.
   *
   * @throws StoreClosedException if the store is shut down
   * @throws StorePoisonedException if only a part of a batch could be published
   */
  Snapshot<K, V> open() {
    List<StackFrame> openedBy = callers();
    SnapshotHold hold;
    writeLock.lock();
    try {
      readers.openState().require();
      writer.requireWholeBatches();
      hold = hold(openedBy);
    } finally {
      writeLock.unlock();
    }
    Snapshot<K, V> snapshot = readers.read(hold, () -> close(hold));
    hold.watchedBy(Lost.CLEANER.register(snapshot, () -> lost(hold)));
    return snapshot;
  }

  private SnapshotHold hold(List<StackFrame> openedBy) {
    ShardPins.Pin pin = log.shards().pins().pin(log.newestShardId());
    SnapshotHold hold =
        new SnapshotHold(
            readers.catalog().snapshot(),
            readers.scanner().keys(),
            pin,
            log.lastSequence(),
            clock.epochMillis(),
            clock.nanoTime(),
            openedBy);
    lock.lock();
    try {
      open.add(hold);
    } finally {
      lock.unlock();
    }
    return hold;
  }

  /** They are made elements of a stack trace only when someone asks, which takes longer. */
  private static List<StackFrame> callers() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .dropWhile(frame -> OWN_FRAMES.contains(frame.getClassName()))
                    .limit(MOST_FRAMES)
                    .toList());
  }

  /** Returns false if it was closed before. */
  private boolean close(SnapshotHold hold) {
    lock.lock();
    try {
      if (!open.remove(hold)) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    hold.letGo();
    afterUnpin.run();
    return true;
  }

  private void lost(SnapshotHold hold) {
    if (close(hold)) {
      events.tell(new StoreEvent.SnapshotLeaked(hold.sequence(), hold.openedBy()));
    }
  }

  SnapshotStats stats() {
    lock.lock();
    try {
      if (open.isEmpty()) {
        return SnapshotStats.none();
      }
      SnapshotHold oldest = open.getFirst();
      return new SnapshotStats(
          open.size(),
          oldest.sequence(),
          Duration.ofNanos(clock.nanoTime() - oldest.nanoTime()),
          log.shards().pins().pinnedUpTo(),
          readers.catalog().index().snapshotBytes());
    } finally {
      lock.unlock();
    }
  }

  /** Closes all that are open. No more may be made. */
  @Override
  public void close() {
    holds().forEach(this::close);
  }

  private List<SnapshotHold> holds() {
    lock.lock();
    try {
      return List.copyOf(open);
    } finally {
      lock.unlock();
    }
  }
}
