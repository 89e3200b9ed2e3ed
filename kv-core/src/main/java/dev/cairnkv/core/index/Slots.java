package dev.cairnkv.core.index;

import dev.cairnkv.core.frame.Location;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The slots of a sub-table: open addressing with linear probing in Robin Hood order (Pedro Celis,
 * "Robin Hood hashing", 1986). Along a run of used slots, the distance of a fingerprint from its
 * home grows by one at most. So a search ends, found or not, where the distances are smaller than
 * its own.
 *
 * <pre>
 *   0                 8                 16
 *  +-----------------+-----------------+
 *  | fingerprint     | location        |   a location of 0 is a free slot
 *  +-----------------+-----------------+
 * </pre>
 *
 * The home of a fingerprint is its share of 2^64 of the slots, whose number need not be a power of
 * two. Taken as one circle, fingerprints therefore stand in their order.
 */
final class Slots {
  static final int BYTES = 16;

  private static final int PAGE_SHIFT = Integer.numberOfTrailingZeros(PagePool.PAGE_BYTES / BYTES);
  private static final int IN_PAGE = (1 << PAGE_SHIFT) - 1;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private final PagePool pool;
  private final MemorySegment[] memory;
  private final int[] pages;
  private final int count;

  /** Takes free slots. */
  Slots(PagePool pool, int pages) {
    this.pool = pool;
    this.pages = pool.take(pages);
    this.memory = pool.allocations();
    this.count = pages << PAGE_SHIFT;
  }

  static int pagesFor(long slots) {
    return Math.toIntExact((slots + IN_PAGE) >>> PAGE_SHIFT);
  }

  int count() {
    return count;
  }

  int pages() {
    return pages.length;
  }

  void giveBack() {
    pool.giveBack(pages);
  }

  /** Returns the slot of a fingerprint, or -1. While it is written to, this may return anything. */
  int find(long fingerprint) {
    int slot = home(fingerprint);
    for (int distance = 0; distance < count; distance++) {
      if (location(slot) == Location.NONE) {
        return -1;
      }
      long found = fingerprint(slot);
      if (found == fingerprint) {
        return slot;
      }
      if (distance(found, slot) < distance) {
        return -1;
      }
      slot = next(slot);
    }
    return -1;
  }

  /** Adds a fingerprint that is not there. At least one slot is free. */
  void add(long fingerprint, long location) {
    int slot = home(fingerprint);
    int distance = 0;
    while (location(slot) != Location.NONE && distance(fingerprint(slot), slot) >= distance) {
      slot = next(slot);
      distance++;
    }
    long movedFingerprint = fingerprint;
    long movedLocation = location;
    while (movedLocation != Location.NONE) {
      long nextFingerprint = fingerprint(slot);
      long nextLocation = location(slot);
      set(slot, movedFingerprint, movedLocation);
      movedFingerprint = nextFingerprint;
      movedLocation = nextLocation;
      slot = next(slot);
    }
  }

  /** Empties a slot, and moves those behind it that would no longer be found. */
  void remove(int slot) {
    int hole = slot;
    int follower = next(hole);
    while (location(follower) != Location.NONE && distance(fingerprint(follower), follower) > 0) {
      set(hole, fingerprint(follower), location(follower));
      hole = follower;
      follower = next(follower);
    }
    set(hole, 0, Location.NONE);
  }

  long location(int slot) {
    return memory(slot).get(LONG, offset(slot) + Long.BYTES);
  }

  void setLocation(int slot, long location) {
    memory(slot).set(LONG, offset(slot) + Long.BYTES, location);
  }

  long fingerprint(int slot) {
    return memory(slot).get(LONG, offset(slot));
  }

  private void set(int slot, long fingerprint, long location) {
    memory(slot).set(LONG, offset(slot), fingerprint);
    setLocation(slot, location);
  }

  private MemorySegment memory(int slot) {
    return memory[pages[slot >>> PAGE_SHIFT] >>> PagePool.PLACE_BITS];
  }

  private long offset(int slot) {
    return PagePool.offset(pages[slot >>> PAGE_SHIFT]) + (long) (slot & IN_PAGE) * BYTES;
  }

  private int home(long fingerprint) {
    return (int) Math.unsignedMultiplyHigh(fingerprint, count);
  }

  private int distance(long fingerprint, int slot) {
    int distance = slot - home(fingerprint);
    return distance < 0 ? distance + count : distance;
  }

  private int next(int slot) {
    return slot + 1 == count ? 0 : slot + 1;
  }
}
