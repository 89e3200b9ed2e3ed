package dev.cairnkv.codec.kryo;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Sessions that wait for their next use. It never blocks, neither platform nor virtual threads: who
 * finds none makes one, who finds no place for one lets it go. A thread begins to look at a place
 * of its own, so that threads seldom meet.
 */
final class GraphSessionPool {

  private static final int TRIES = 4;

  /** Places lie a cache line apart. */
  private static final int STRIDE = 16;

  private static final int PLACES_PER_PROCESSOR = 2;

  private final Supplier<GraphSession> maker;
  private final int mask;
  private final AtomicReferenceArray<GraphSession> places;

  GraphSessionPool(Supplier<GraphSession> maker) {
    this.maker = maker;
    int wanted = PLACES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
    this.mask = Math.max(TRIES, Integer.highestOneBit(wanted - 1) << 1) - 1;
    this.places = new AtomicReferenceArray<>((mask + 1) * STRIDE);
  }

  /** Returns a session that nobody else has. */
  GraphSession take() {
    int first = firstPlace();
    for (int i = 0; i < TRIES; i++) {
      int place = place(first + i);
      if (places.getOpaque(place) != null) {
        GraphSession session = places.getAndSet(place, null);
        if (session != null) {
          return session;
        }
      }
    }
    return maker.get();
  }

  /** Takes back a session that is as good as new: one that threw anything must not come back. */
  void giveBack(GraphSession session) {
    int first = firstPlace();
    for (int i = 0; i < TRIES; i++) {
      int place = place(first + i);
      if (places.getOpaque(place) == null && places.compareAndSet(place, null, session)) {
        return;
      }
    }
  }

  private static int firstPlace() {
    return Long.hashCode(Thread.currentThread().threadId() * 0x9E3779B97F4A7C15L);
  }

  private int place(int index) {
    return (index & mask) * STRIDE;
  }
}
