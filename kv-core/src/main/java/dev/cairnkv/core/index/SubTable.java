package dev.cairnkv.core.index;

import dev.cairnkv.core.frame.Location;
import java.util.Arrays;
import java.util.concurrent.locks.StampedLock;

/**
 * A part of the index: some slots, and more of them when nine in ten are used.
 *
 * <p>Readers look into {@link Lookups} first, which takes no lock. Here they come if a writer was
 * at work meanwhile.
 */
final class SubTable {
  private static final int OPTIMISTIC_READS = 16;

  // Nine of ten slots may be used, and at 20 bytes a key it must be eight of ten at least.
  private static final int USED_OF_TEN = 9;
  private static final double LOG_OF_GROWTH = Math.log(7 / 6.0);
  private static final int MOST_GROWTH = 2;

  private final StampedLock lock = new StampedLock();
  private final PagePool pool;
  private final Lookups lookups;
  private final int[] rooms;
  private final int number;
  private Slots slots;
  private int size;

  /**
   * Makes a table with room for some fingerprints. Without room, it takes no memory yet.
   *
   * @param rooms for each sub-table, how many more fingerprints it takes before it grows
   */
  SubTable(PagePool pool, Lookups lookups, int[] rooms, int number, int room) {
    this.pool = pool;
    this.lookups = lookups;
    this.rooms = rooms;
    this.number = number;
    this.slots = new Slots(pool, pagesFor(room));
    resize(0);
  }

  private void resize(int newSize) {
    size = newSize;
    rooms[number] = (int) ((long) slots.count() * USED_OF_TEN / 10) - newSize;
  }

  private static int pagesFor(long fingerprints) {
    return Slots.pagesFor(Math.ceilDiv(10 * fingerprints, USED_OF_TEN));
  }

  /** Lets readers see it, from the thread that made it. */
  void show() {
    lookups.beginMoving(number);
    lookups.endMoving(number, slots.pageNumbers());
  }

  /**
   * Takes fingerprints and locations as {@link #slots} gives them, before this is shown to readers,
   * who must not take what is not there yet for missing. Those that ascend need no search.
   *
   * @return how many fingerprints came twice
   */
  int load(long[] fingerprintsAndLocations) {
    resize(slots.fill(fingerprintsAndLocations));
    int twice = 0;
    for (int i = 2 * size; i < fingerprintsAndLocations.length; i += 2) {
      long previous = update(fingerprintsAndLocations[i], fingerprintsAndLocations[i + 1]);
      if (previous != Location.NONE) {
        twice++;
      }
    }
    return twice;
  }

  long get(long fingerprint) {
    for (int i = 0; i < OPTIMISTIC_READS; i++) {
      long location = lookups.get(number, fingerprint);
      if (location != Lookups.UNKNOWN) {
        return location;
      }
      Thread.onSpinWait();
    }
    long stamp = lock.readLock();
    try {
      if (lookups.isDeferred(number) && lookups.deferredFingerprint(number) == fingerprint) {
        return lookups.deferredLocation(number);
      }
      int slot = slots.find(fingerprint);
      return slot < 0 ? Location.NONE : slots.location(slot);
    } finally {
      lock.unlockRead(stamp);
    }
  }

  long put(long fingerprint, long location) {
    long stamp = lock.writeLock();
    try {
      return putLocked(fingerprint, location);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private long putLocked(long fingerprint, long location) {
    int slot = slots.find(fingerprint);
    if (slot >= 0) {
      long previous = slots.location(slot);
      slots.setLocation(slot, location);
      return previous;
    }
    lookups.beginMoving(number);
    try {
      insert(slot, fingerprint, location);
    } finally {
      lookups.endMoving(number, slots.pageNumbers());
    }
    return Location.NONE;
  }

  /** Puts what was deferred, and returns the location that was there. */
  long settle() {
    long stamp = lock.writeLock();
    try {
      long previous =
          putLocked(lookups.deferredFingerprint(number), lookups.deferredLocation(number));
      lookups.settled(number);
      return previous;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /** Returns whether a put is deferred whose fingerprint has no slot. */
  boolean isNewDeferred() {
    long stamp = lock.readLock();
    try {
      return lookups.isDeferred(number) && slots.find(lookups.deferredFingerprint(number)) < 0;
    } finally {
      lock.unlockRead(stamp);
    }
  }

  /**
   * Puts and removes several, in order, and replaces each location by the one that was there.
   * Readers wait until all is done.
   *
   * @return how many fingerprints are more
   */
  int update(long[] fingerprintsAndLocations, int from, int to) {
    long stamp = lock.writeLock();
    int sizeBefore = size;
    lookups.beginMoving(number);
    try {
      if (!hasRoomFor((to - from) / 2)) {
        growFor(missing(fingerprintsAndLocations, from, to));
      }
      for (int i = from; i < to; i += 2) {
        fingerprintsAndLocations[i + 1] =
            update(fingerprintsAndLocations[i], fingerprintsAndLocations[i + 1]);
      }
      return size - sizeBefore;
    } finally {
      lookups.endMoving(number, slots.pageNumbers());
      lock.unlockWrite(stamp);
    }
  }

  /** Puts or removes, without a look at readers, and returns the location that was there. */
  private long update(long fingerprint, long location) {
    int slot = slots.find(fingerprint);
    long previous = slot < 0 ? Location.NONE : slots.location(slot);
    if (location != Location.NONE) {
      if (slot < 0) {
        insert(slot, fingerprint, location);
      } else {
        slots.setLocation(slot, location);
      }
    } else if (slot >= 0) {
      slots.remove(slot);
      resize(size - 1);
    }
    return previous;
  }

  long remove(long fingerprint) {
    long stamp = lock.writeLock();
    try {
      int slot = slots.find(fingerprint);
      if (slot < 0) {
        return Location.NONE;
      }
      long previous = slots.location(slot);
      lookups.beginMoving(number);
      slots.remove(slot);
      resize(size - 1);
      lookups.endMoving(number, slots.pageNumbers());
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

  /**
   * Returns fingerprint and location of each used slot, in ascending order of fingerprints, the put
   * that is deferred among them.
   */
  long[] slots() {
    long[] used;
    long fingerprint = 0;
    long location = Location.NONE;
    long stamp = lock.readLock();
    try {
      used = slots.used(size);
      if (lookups.isDeferred(number)) {
        fingerprint = lookups.deferredFingerprint(number);
        location = lookups.deferredLocation(number);
      }
    } finally {
      lock.unlockRead(stamp);
    }
    return location == Location.NONE ? used : with(used, fingerprint, location);
  }

  private static long[] with(long[] used, long fingerprint, long location) {
    int place = 0;
    while (place < used.length && Long.compareUnsigned(used[place], fingerprint) < 0) {
      place += 2;
    }
    boolean isThere = place < used.length && used[place] == fingerprint;
    long[] all = isThere ? used : Arrays.copyOf(used, used.length + 2);
    if (!isThere) {
      System.arraycopy(used, place, all, place + 2, used.length - place);
      all[place] = fingerprint;
    }
    all[place + 1] = location;
    return all;
  }

  /** Returns how many of some fingerprints are to be put and not there, some twice perhaps. */
  private int missing(long[] fingerprintsAndLocations, int from, int to) {
    int missing = 0;
    for (int i = from; i < to; i += 2) {
      if (fingerprintsAndLocations[i + 1] != Location.NONE
          && slots.find(fingerprintsAndLocations[i]) < 0) {
        missing++;
      }
    }
    return missing;
  }

  private void insert(int notFound, long fingerprint, long location) {
    int slot = notFound;
    if (!hasRoomFor(1)) {
      grow(0);
      slot = slots.find(fingerprint);
    }
    slots.insert(~slot, fingerprint, location);
    resize(size + 1);
  }

  private boolean hasRoomFor(int more) {
    return more <= rooms[number];
  }

  /** Makes room for more. */
  void grow() {
    long stamp = lock.writeLock();
    lookups.beginMoving(number);
    try {
      grow(0);
    } finally {
      lookups.endMoving(number, slots.pageNumbers());
      lock.unlockWrite(stamp);
    }
  }

  /** Grows once for several fingerprints, but not by far too much if they come again and again. */
  private void growFor(int more) {
    int pages = pagesFor((long) size + more) - slots.pages();
    if (pages > 0) {
      grow(Math.min(pages, slots.pages() / MOST_GROWTH));
    }
  }

  /** Grows by some pages, or to the next number of pages. */
  private void grow(int pages) {
    Slots full = slots;
    Slots grown = new Slots(pool, Math.max(full.pages() + pages, pagesAfter(full.pages())));
    full.copyTo(grown);
    slots = grown;
    full.giveBack();
    resize(size);
  }

  /**
   * Returns the number of pages that comes after another one. They grow as a power does, but each
   * sub-table has an exponent of its own: if all had the same, they would grow at nearly the same
   * number of keys, and all have the most room at the same time.
   */
  private int pagesAfter(int pages) {
    double own = (double) number / rooms.length;
    double exponent = Math.ceil(Math.log(pages + 1) / LOG_OF_GROWTH - own) + own;
    return Math.max(pages + 1, (int) Math.exp(exponent * LOG_OF_GROWTH));
  }
}
