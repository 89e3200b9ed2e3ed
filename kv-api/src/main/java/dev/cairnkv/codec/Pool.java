package dev.cairnkv.codec;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Objects that wait for their next use by one thread at a time: buffers, ciphers, whatever is dear
 * to make. It never blocks, neither platform nor virtual threads: who finds none makes one, who
 * finds no place for one lets it go. A thread begins to look at a place of its own, so that threads
 * seldom meet.
 *
 * @param <T> the type of the objects
 */
public final class Pool<T> {

  private static final int TRIES = 4;

  /** Places lie a cache line apart. */
  private static final int STRIDE = 16;

  private static final int PLACES_PER_PROCESSOR = 2;

  private final Supplier<? extends T> maker;
  private final int mask;
  private final AtomicReferenceArray<T> places;

  /** Makes an empty pool. */
  public Pool(Supplier<? extends T> maker) {
    this.maker = maker;
    int wanted = PLACES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
    this.mask = Math.max(TRIES, Integer.highestOneBit(wanted - 1) << 1) - 1;
    this.places = new AtomicReferenceArray<>((mask + 1) * STRIDE);
  }

  /** Returns an object that nobody else has. */
  public T take() {
    int first = firstPlace();
    for (int i = 0; i < TRIES; i++) {
      int place = place(first + i);
      if (places.getOpaque(place) != null) {
        T object = places.getAndSet(place, null);
        if (object != null) {
          return object;
        }
      }
    }
    return maker.get();
  }

  /**
   * Takes back an object that is as good as new: one that was in the middle of something when an
   * exception came must not come back.
   *
   * @return whether there was a place for it; otherwise it is the caller's to give up
   */
  public boolean giveBack(T object) {
    int first = firstPlace();
    for (int i = 0; i < TRIES; i++) {
      int place = place(first + i);
      if (places.getOpaque(place) == null && places.compareAndSet(place, null, object)) {
        return true;
      }
    }
    return false;
  }

  private static int firstPlace() {
    return Long.hashCode(Thread.currentThread().threadId() * 0x9E3779B97F4A7C15L);
  }

  private int place(int index) {
    return (index & mask) * STRIDE;
  }
}
