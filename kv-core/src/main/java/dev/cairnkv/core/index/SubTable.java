package dev.cairnkv.core.index;

import dev.cairnkv.core.frame.Location;
import java.util.Arrays;
import java.util.concurrent.locks.StampedLock;

/**
 * A part of the index: open addressing with linear probing, three longs a slot (the fingerprint's
 * two halves and the location), removal by shifting back.
 *
 * <p>Readers read optimistically: what they saw counts only if no writer was at work meanwhile.
 * What they see otherwise may be anything, so a probe ends after one turn at the latest.
 */
final class SubTable {
  private static final int SLOT = 3;
  private static final int INITIAL_CAPACITY = 8;
  private static final int OPTIMISTIC_READS = 16;

  private final StampedLock lock = new StampedLock();
  private long[] slots = new long[INITIAL_CAPACITY * SLOT];
  private int size;

  long get(long high, long low) {
    for (int i = 0; i < OPTIMISTIC_READS; i++) {
      long stamp = lock.tryOptimisticRead();
      if (stamp != 0) {
        long location = find(high, low);
        if (lock.validate(stamp)) {
          return location;
        }
      }
      Thread.onSpinWait();
    }
    long stamp = lock.readLock();
    try {
      return find(high, low);
    } finally {
      lock.unlockRead(stamp);
    }
  }

  long put(long high, long low, long location) {
    long stamp = lock.writeLock();
    try {
      if ((size + 1) * 4L > capacity(slots) * 3L) {
        grow();
      }
      int slot = slotFor(slots, high, low);
      long previous = slots[slot + 2];
      store(slots, slot, high, low, location);
      if (previous == Location.NONE) {
        size++;
      }
      return previous;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  long remove(long high, long low) {
    long stamp = lock.writeLock();
    try {
      int slot = slotFor(slots, high, low);
      long previous = slots[slot + 2];
      if (previous != Location.NONE) {
        shiftBack(slot);
        size--;
      }
      return previous;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  long[] locations() {
    long stamp = lock.readLock();
    try {
      long[] locations = new long[size];
      int next = 0;
      for (int slot = 0; slot < slots.length; slot += SLOT) {
        if (slots[slot + 2] != Location.NONE) {
          locations[next++] = slots[slot + 2];
        }
      }
      Arrays.sort(locations);
      return locations;
    } finally {
      lock.unlockRead(stamp);
    }
  }

  long[] slots() {
    long stamp = lock.readLock();
    try {
      long[] used = new long[size * SLOT];
      int next = 0;
      for (int slot = 0; slot < slots.length; slot += SLOT) {
        if (slots[slot + 2] != Location.NONE) {
          System.arraycopy(slots, slot, used, next, SLOT);
          next += SLOT;
        }
      }
      return used;
    } finally {
      lock.unlockRead(stamp);
    }
  }

  long memoryBytes() {
    long stamp = lock.readLock();
    try {
      return (long) slots.length * Long.BYTES;
    } finally {
      lock.unlockRead(stamp);
    }
  }

  private long find(long high, long low) {
    long[] table = slots;
    int slot = home(table, low);
    for (int probes = capacity(table); probes > 0; probes--) {
      long location = table[slot + 2];
      if (location == Location.NONE) {
        return Location.NONE;
      }
      if (table[slot] == high && table[slot + 1] == low) {
        return location;
      }
      slot = next(table, slot);
    }
    return Location.NONE;
  }

  /** Returns the slot that holds a fingerprint, or else the free one where it belongs. */
  private static int slotFor(long[] table, long high, long low) {
    int slot = home(table, low);
    while (table[slot + 2] != Location.NONE && (table[slot] != high || table[slot + 1] != low)) {
      slot = next(table, slot);
    }
    return slot;
  }

  private void grow() {
    long[] grown = new long[Math.multiplyExact(slots.length, 2)];
    for (int slot = 0; slot < slots.length; slot += SLOT) {
      if (slots[slot + 2] != Location.NONE) {
        int target = slotFor(grown, slots[slot], slots[slot + 1]);
        store(grown, target, slots[slot], slots[slot + 1], slots[slot + 2]);
      }
    }
    slots = grown;
  }

  /** Empties a slot, and moves those behind it that would no longer be found. */
  private void shiftBack(int emptied) {
    int hole = emptied;
    int slot = next(slots, hole);
    while (slots[slot + 2] != Location.NONE) {
      int home = home(slots, slots[slot + 1]);
      if (distance(home, slot) >= distance(hole, slot)) {
        store(slots, hole, slots[slot], slots[slot + 1], slots[slot + 2]);
        hole = slot;
      }
      slot = next(slots, slot);
    }
    store(slots, hole, 0, 0, Location.NONE);
  }

  private int distance(int from, int to) {
    return to >= from ? to - from : to - from + slots.length;
  }

  private static void store(long[] table, int slot, long high, long low, long location) {
    table[slot] = high;
    table[slot + 1] = low;
    table[slot + 2] = location;
  }

  private static int home(long[] table, long low) {
    return (int) (low & (capacity(table) - 1)) * SLOT;
  }

  private static int next(long[] table, int slot) {
    int next = slot + SLOT;
    return next == table.length ? 0 : next;
  }

  private static int capacity(long[] table) {
    return table.length / SLOT;
  }
}
