package dev.cairnkv.core.index;

import dev.cairnkv.StorageException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Memory off the heap, in pages of one size. What is freed is used again, and given back to the
 * system when nobody refers to the pool any more. Safe for use by any number of threads.
 *
 * <p>A page is named by a number: the upper bits say which allocation it is part of, the lower ones
 * where in it.
 */
final class PagePool {
  static final int PAGE_BYTES = 4 << 10;

  /** The low bits of a page's number. */
  static final int PLACE_BITS = 10;

  private static final int LARGEST_ALLOCATION = 1 << PLACE_BITS;
  private static final int FIRST_ALLOCATION = 16;
  private static final int GROWTH = 32;

  // The collector frees it: readers may come as late as they like, and nothing must wait for them.
  private final Arena arena;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile MemorySegment[] allocations = new MemorySegment[0];
  private int nextPlace;
  private int placesLeft;
  private int[] freed = new int[16];
  private int freedCount;
  private long allocatedBytes;

  PagePool() {
    this(Arena.ofAuto());
  }

  PagePool(Arena arena) {
    this.arena = arena;
  }

  /**
   * Returns pages of zeros.
   *
   * @throws StorageException if there is no memory for them; none is taken
   */
  int[] take(int count) {
    int[] pages = new int[count];
    int taken = 0;
    lock.lock();
    try {
      while (taken < count) {
        pages[taken] = freedCount > 0 ? takeFreed() : takeNew(count - taken);
        taken++;
      }
      return pages;
    } catch (StorageException e) {
      giveBack(Arrays.copyOf(pages, taken));
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** Takes pages back. Who still reads them must not believe what it reads. */
  void giveBack(int[] pages) {
    lock.lock();
    try {
      if (freedCount + pages.length > freed.length) {
        freed = Arrays.copyOf(freed, Math.max(2 * freed.length, freedCount + pages.length));
      }
      System.arraycopy(pages, 0, freed, freedCount, pages.length);
      freedCount += pages.length;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the allocations, those of all pages taken before among them. */
  MemorySegment[] allocations() {
    return allocations;
  }

  /** Returns the bytes of all pages, free ones included. */
  long allocatedBytes() {
    lock.lock();
    try {
      return allocatedBytes;
    } finally {
      lock.unlock();
    }
  }

  static long offset(int page) {
    return (long) (page & (LARGEST_ALLOCATION - 1)) * PAGE_BYTES;
  }

  private int takeFreed() {
    int page = freed[--freedCount];
    allocations[page >>> PLACE_BITS].asSlice(offset(page), PAGE_BYTES).fill((byte) 0);
    return page;
  }

  private int takeNew(int wanted) {
    if (placesLeft == 0) {
      allocate(wanted);
    }
    placesLeft--;
    return ((allocations.length - 1) << PLACE_BITS) | nextPlace++;
  }

  /** Small stores take little memory, and large ones few allocations. */
  private void allocate(int wanted) {
    int used = (int) Math.min(allocatedBytes / PAGE_BYTES, LARGEST_ALLOCATION);
    int places = Math.max(Math.max(FIRST_ALLOCATION, wanted), used / GROWTH);
    places = Math.min(places, LARGEST_ALLOCATION);
    MemorySegment[] more = Arrays.copyOf(allocations, allocations.length + 1);
    more[allocations.length] = allocate((long) places * PAGE_BYTES);
    allocations = more;
    nextPlace = 0;
    placesLeft = places;
    allocatedBytes += (long) places * PAGE_BYTES;
  }

  private MemorySegment allocate(long bytes) {
    try {
      return arena.allocate(bytes, PAGE_BYTES); // so a slot is in one cache line
    } catch (OutOfMemoryError e) {
      throw new StorageException(
          "the index has %,d bytes off the heap and cannot get %,d more; give the JVM a higher -XX:MaxDirectMemorySize, which is that of the heap unless it is given, or the machine more memory"
              .formatted(allocatedBytes, bytes),
          e);
    }
  }
}
