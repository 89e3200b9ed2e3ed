package dev.cairnkv.core.index;

import dev.cairnkv.core.frame.Location;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The slots of a sub-table: open addressing with linear probing in Robin Hood order (Pedro Celis,
 * "Robin Hood hashing", 1986). Along a run of used slots, the distance of a fingerprint from its
 * home grows by one at most. So a search ends, found or not, where the distances are smaller than
 * its own. Fingerprints with the same home are in ascending order.
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
  private static final int ALLOCATION_SHIFT =
      PagePool.PLACE_BITS + Integer.numberOfTrailingZeros(PagePool.PAGE_BYTES);
  private static final long IN_ALLOCATION = (1L << ALLOCATION_SHIFT) - 1;
  private static final long CACHE_LINE_BYTES = 64;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final VarHandle LONG_HANDLE = LONG.varHandle();

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

  /** Returns slots of their own with the same content. */
  Slots copy() {
    Slots copy = new Slots(pool, pages.length);
    for (int i = 0; i < pages.length; i++) {
      MemorySegment.copy(
          memory[pages[i] >>> PagePool.PLACE_BITS],
          PagePool.offset(pages[i]),
          copy.memory[copy.pages[i] >>> PagePool.PLACE_BITS],
          PagePool.offset(copy.pages[i]),
          PagePool.PAGE_BYTES);
    }
    return copy;
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

  /** Returns the numbers of the pages, which are all that {@link #locate} needs. */
  int[] pageNumbers() {
    return pages;
  }

  /**
   * Returns the location of a fingerprint in slots that stand in some pages, or {@link
   * Location#NONE}. While slots are moved, this may return anything.
   */
  static long locate(MemorySegment[] memory, int[] pages, long fingerprint) {
    int slot = find(memory, pages, fingerprint);
    return slot < 0 ? Location.NONE : location(memory, pages, slot);
  }

  /**
   * Returns the slot of a fingerprint, or the complement of the one where it is to be inserted.
   * While slots are moved, this may return anything.
   */
  int find(long fingerprint) {
    return find(memory, pages, fingerprint);
  }

  private static int find(MemorySegment[] memory, int[] pages, long fingerprint) {
    int count = pages.length << PAGE_SHIFT;
    int slot = home(fingerprint, count);
    int distance = 0;
    while (distance < count) {
      int page = pages[slot >>> PAGE_SHIFT];
      MemorySegment slots = memory[page >>> PagePool.PLACE_BITS];
      long pageStart = PagePool.offset(page);
      for (int end = endOfPage(slot); slot < end; slot++) {
        long offset = pageStart + offsetInPage(slot);
        if (slots.get(LONG, offset + Long.BYTES) == Location.NONE) {
          return ~slot;
        }
        long found = slots.get(LONG, offset);
        if (found == fingerprint) {
          return slot;
        }
        int itsDistance = distance(found, slot, count);
        if (itsDistance < distance
            || (itsDistance == distance && Long.compareUnsigned(found, fingerprint) > 0)) {
          return ~slot;
        }
        distance++;
      }
      slot = slot == count ? 0 : slot;
    }
    return ~home(fingerprint, count);
  }

  /**
   * Inserts a fingerprint where {@link #find} says, and moves what stands there up to the next free
   * slot, of which there is one at least.
   */
  void insert(int first, long fingerprint, long location) {
    int slot = first;
    long movedFingerprint = fingerprint;
    long movedLocation = location;
    while (movedLocation != Location.NONE) {
      int page = pages[slot >>> PAGE_SHIFT];
      MemorySegment slots = memory[page >>> PagePool.PLACE_BITS];
      long pageStart = PagePool.offset(page);
      for (int end = endOfPage(slot); slot < end && movedLocation != Location.NONE; slot++) {
        long offset = pageStart + offsetInPage(slot);
        long nextFingerprint = slots.get(LONG, offset);
        long nextLocation = slots.get(LONG, offset + Long.BYTES);
        slots.set(LONG, offset, movedFingerprint);
        slots.set(LONG, offset + Long.BYTES, movedLocation);
        movedFingerprint = nextFingerprint;
        movedLocation = nextLocation;
      }
      slot = slot == count ? 0 : slot;
    }
  }

  /** Copies everything to slots that are free and more. */
  void copyTo(Slots target) {
    // In ascending order, so that no probing is needed.
    int first = leastFingerprint();
    int free = copyTo(target, first, count, 0);
    copyTo(target, 0, first, free);
  }

  /**
   * Returns the slot of the least fingerprint, if any is used: some before it may be of the end.
   */
  private int leastFingerprint() {
    int slot = 0;
    while (slot < count && location(slot) != Location.NONE && home(fingerprint(slot)) > slot) {
      slot++;
    }
    return slot;
  }

  /** Copies some slots, and returns the first slot of the target behind them. */
  private int copyTo(Slots target, int from, int to, int firstFree) {
    int free = firstFree;
    int slot = from;
    while (slot < to) {
      int page = pages[slot >>> PAGE_SHIFT];
      MemorySegment slots = memory[page >>> PagePool.PLACE_BITS];
      long pageStart = PagePool.offset(page);
      for (int end = Math.min(to, endOfPage(slot)); slot < end; slot++) {
        long offset = pageStart + offsetInPage(slot);
        long location = slots.get(LONG, offset + Long.BYTES);
        if (location != Location.NONE) {
          free = target.place(slots.get(LONG, offset), location, free);
        }
      }
    }
    return free;
  }

  /** Adds the greatest fingerprint so far, and returns the slot behind it. */
  private int place(long fingerprint, long location, int firstFree) {
    int slot = Math.max(home(fingerprint), firstFree);
    if (slot < count) {
      set(slot, fingerprint, location);
      return slot + 1;
    }
    insert(~find(fingerprint), fingerprint, location);
    return count;
  }

  /**
   * Fills slots that are all free with fingerprints and locations, as {@link #used} gives them, for
   * as long as they ascend.
   *
   * @return how many were taken
   */
  int fill(long[] used) {
    int free = 0;
    int next = 0;
    while (next < used.length
        && (next == 0 || Long.compareUnsigned(used[next - 2], used[next]) < 0)) {
      free = place(used[next], used[next + 1], free);
      next += 2;
    }
    return next / 2;
  }

  /**
   * Returns fingerprint and location of each used slot, in ascending order of fingerprints. While
   * slots are moved, this may return anything, but no more than asked for.
   *
   * @param size how many are used
   */
  long[] used(int size) {
    long[] used = new long[2 * size];
    int first = leastFingerprint();
    int next = copyTo(used, first, count, 0);
    next = copyTo(used, 0, first, next);
    return next == used.length ? used : Arrays.copyOf(used, next);
  }

  private int copyTo(long[] target, int from, int to, int begin) {
    int next = begin;
    for (int slot = from; slot < to && next < target.length; slot++) {
      long location = location(slot);
      if (location != Location.NONE) {
        target[next++] = fingerprint(slot);
        target[next++] = location;
      }
    }
    return next;
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

  /** Returns where in the pool the home of a fingerprint is, in bytes, for {@link #read}. */
  static long homePlace(int[] pages, long fingerprint) {
    int slot = home(fingerprint, pages.length << PAGE_SHIFT);
    return Integer.toUnsignedLong(pages[slot >>> PAGE_SHIFT]) * PagePool.PAGE_BYTES
        + offsetInPage(slot);
  }

  /**
   * Reads the cache lines at some places that most searches get by with, as far as they are in one
   * page, and returns something that depends on all of them.
   */
  static long read(MemorySegment[] memory, long[] places, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      MemorySegment allocation = memory[(int) (places[i] >>> ALLOCATION_SHIFT)];
      long offset = places[i] & IN_ALLOCATION;
      long lastOfPage = offset | (PagePool.PAGE_BYTES - Long.BYTES);
      sum |= allocation.get(LONG, offset);
      sum |= allocation.get(LONG, Math.min(offset + CACHE_LINE_BYTES, lastOfPage));
      sum |= allocation.get(LONG, Math.min(offset + 2 * CACHE_LINE_BYTES, lastOfPage));
    }
    return sum;
  }

  long location(int slot) {
    return location(memory, pages, slot);
  }

  private static long location(MemorySegment[] memory, int[] pages, int slot) {
    int page = pages[slot >>> PAGE_SHIFT];
    return memory[page >>> PagePool.PLACE_BITS].get(
        LONG, PagePool.offset(page) + offsetInPage(slot) + Long.BYTES);
  }

  /**
   * Gives a used slot another location, which readers see as a whole, and only after what was
   * written before.
   */
  void setLocation(int slot, long location) {
    LONG_HANDLE.setRelease(memory(slot), offset(slot) + Long.BYTES, location);
  }

  long fingerprint(int slot) {
    return memory(slot).get(LONG, offset(slot));
  }

  private void set(int slot, long fingerprint, long location) {
    MemorySegment slots = memory(slot);
    long offset = offset(slot);
    slots.set(LONG, offset, fingerprint);
    slots.set(LONG, offset + Long.BYTES, location);
  }

  private MemorySegment memory(int slot) {
    return memory[pages[slot >>> PAGE_SHIFT] >>> PagePool.PLACE_BITS];
  }

  private long offset(int slot) {
    return PagePool.offset(pages[slot >>> PAGE_SHIFT]) + offsetInPage(slot);
  }

  private static long offsetInPage(int slot) {
    return (long) (slot & IN_PAGE) * BYTES;
  }

  /** Returns the first slot behind the page of a slot. */
  private static int endOfPage(int slot) {
    return (slot | IN_PAGE) + 1;
  }

  private int home(long fingerprint) {
    return home(fingerprint, count);
  }

  private static int home(long fingerprint, int count) {
    return (int) Math.unsignedMultiplyHigh(fingerprint, count);
  }

  private int distance(long fingerprint, int slot) {
    return distance(fingerprint, slot, count);
  }

  private static int distance(long fingerprint, int slot, int count) {
    int distance = slot - home(fingerprint, count);
    return distance < 0 ? distance + count : distance;
  }

  private int next(int slot) {
    return slot + 1 == count ? 0 : slot + 1;
  }
}
