package dev.cairnkv.core.index;

import dev.cairnkv.KvException;
import dev.cairnkv.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps what snapshots need of an index that is written to: before a sub-table changes for the
 * first time since a snapshot was made, it is copied for all snapshots that have no copy of it yet.
 * They were made since it changed last, so one copy serves all of them.
 *
 * <p>Making a snapshot and writing are for one thread at a time, which the caller sees to; closing
 * one is for any.
 */
final class KeptSubTables {
  private static final long NONE = 0;

  private final ReentrantLock lock = new ReentrantLock();
  private final List<IndexSnapshot> open = new ArrayList<>();

  /** For each sub-table, the number of the newest snapshot that a copy was made for. */
  private final long[] keptFor = new long[1 << Index.KEPT_UPPER_BITS];

  private long made;
  private long pages;

  /** The number of the newest snapshot, or {@link #NONE} if none is open. */
  private volatile long newest = NONE;

  IndexSnapshot snapshot(Index index) {
    IndexSnapshot snapshot = new IndexSnapshot(index, this);
    lock.lock();
    try {
      open.add(snapshot);
      newest = ++made;
      return snapshot;
    } finally {
      lock.unlock();
    }
  }

  /** To be called before each change of a sub-table that readers see. */
  void beforeWrite(int number, SubTable subTable) {
    long latest = newest;
    if (latest != NONE && keptFor[number] < latest) {
      keep(number, subTable, latest);
    }
  }

  private void keep(int number, SubTable subTable, long latest) {
    lock.lock();
    try {
      List<IndexSnapshot> lacking =
          open.stream().filter(snapshot -> snapshot.lacks(number)).toList();
      if (!lacking.isEmpty()) {
        keep(number, subTable, lacking);
      }
      keptFor[number] = latest;
    } finally {
      lock.unlock();
    }
  }

  private void keep(int number, SubTable subTable, List<IndexSnapshot> snapshots) {
    try {
      SubTableCopy copy = subTable.copy();
      pages += copy.pages();
      snapshots.forEach(snapshot -> snapshot.keep(number, copy));
    } catch (StorageException | OutOfMemoryError e) {
      // The write that comes now is worth more than they are.
      snapshots.forEach(snapshot -> end(snapshot, () -> outOfMemory(e)));
    }
  }

  private static KvException outOfMemory(Throwable cause) {
    return new StorageException(
        "the snapshot was given up, since there was no memory to keep what writes changed; close"
            + " it, and close others sooner",
        cause);
  }

  void close(IndexSnapshot snapshot, Supplier<KvException> reason) {
    lock.lock();
    try {
      if (snapshot.isOpen()) {
        end(snapshot, reason);
      }
    } finally {
      lock.unlock();
    }
  }

  private void end(IndexSnapshot snapshot, Supplier<KvException> reason) {
    pages -= snapshot.end(reason);
    open.remove(snapshot);
    if (open.isEmpty()) {
      newest = NONE;
    }
  }

  /** Returns the bytes of all copies. */
  long bytes() {
    lock.lock();
    try {
      return pages * PagePool.PAGE_BYTES;
    } finally {
      lock.unlock();
    }
  }
}
