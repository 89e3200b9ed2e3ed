package dev.cairnkv.core.index;

import dev.cairnkv.core.frame.Location;
import java.util.concurrent.locks.StampedLock;

/**
 * A part of the index: some slots, and more of them when nine in ten are used.
 *
 * <p>Readers read optimistically: what they saw counts only if no writer was at work meanwhile.
 */
final class SubTable {
  private static final int OPTIMISTIC_READS = 16;

  // Nine of ten slots may be used, and at 20 bytes a key it must be eight of ten at least.
  private static final int USED_OF_TEN = 9;
  private static final int GROWTH = 12;

  private static final long UNLIKELY = -1;

  private final StampedLock lock = new StampedLock();
  private final PagePool pool;
  private Slots slots;
  private int size;

  /** Makes a table with room for some fingerprints. Without room, it takes no memory yet. */
  SubTable(PagePool pool, int room) {
    this.pool = pool;
    this.slots = new Slots(pool, Slots.pagesFor(Math.ceilDiv(10L * room, USED_OF_TEN)));
  }

  long get(long fingerprint) {
    for (int i = 0; i < OPTIMISTIC_READS; i++) {
      long stamp = lock.tryOptimisticRead();
      if (stamp != 0) {
        long location = find(fingerprint);
        if (lock.validate(stamp)) {
          return location;
        }
      }
      Thread.onSpinWait();
    }
    long stamp = lock.readLock();
    try {
      return find(fingerprint);
    } finally {
      lock.unlockRead(stamp);
    }
  }

  /** Reads where the search for a fingerprint begins; what stands there does not matter. */
  void prefetch(long fingerprint) {
    if (slots.locationAtHome(fingerprint) == UNLIKELY) {
      Thread.onSpinWait(); // but what nobody uses is not read once it is compiled
    }
  }

  long put(long fingerprint, long location) {
    long stamp = lock.writeLock();
    try {
      int slot = slots.find(fingerprint);
      if (slot >= 0) {
        long previous = slots.location(slot);
        slots.setLocation(slot, location);
        return previous;
      }
      if ((size + 1) * 10L > (long) slots.count() * USED_OF_TEN) {
        grow();
        slot = slots.find(fingerprint);
      }
      slots.insert(~slot, fingerprint, location);
      size++;
      return Location.NONE;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  long remove(long fingerprint) {
    long stamp = lock.writeLock();
    try {
      int slot = slots.find(fingerprint);
      if (slot < 0) {
        return Location.NONE;
      }
      long previous = slots.location(slot);
      slots.remove(slot);
      size--;
      return previous;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /** Returns a copy of what this holds now. Nothing is taken if there is no memory for it. */
  SubTableCopy copy() {
    long stamp = lock.readLock();
    try {
      return new SubTableCopy(slots.copy(), size);
    } finally {
      lock.unlockRead(stamp);
    }
  }

  /** Returns fingerprint and location of each used slot. */
  long[] slots() {
    long stamp = lock.readLock();
    try {
      long[] used = new long[2 * size];
      int next = 0;
      for (int slot = 0; slot < slots.count(); slot++) {
        long location = slots.location(slot);
        if (location != Location.NONE) {
          used[next++] = slots.fingerprint(slot);
          used[next++] = location;
        }
      }
      return used;
    } finally {
      lock.unlockRead(stamp);
    }
  }

  private long find(long fingerprint) {
    Slots current = slots;
    int slot = current.find(fingerprint);
    return slot < 0 ? Location.NONE : current.location(slot);
  }

  private void grow() {
    Slots full = slots;
    Slots grown = new Slots(pool, full.pages() + Math.max(1, full.pages() / GROWTH));
    full.copyTo(grown);
    slots = grown;
    full.giveBack();
  }
}
