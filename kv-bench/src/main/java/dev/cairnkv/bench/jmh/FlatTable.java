package dev.cairnkv.bench.jmh;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A flat hash table from hashes, which are not zero, to locations. It does not grow. */
final class FlatTable implements AutoCloseable {
  private static final int SLOT_BYTES = 2 * Long.BYTES;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment slots;
  private final long lastSlot;

  /**
   * Makes an empty table.
   *
   * @param slots a power of two
   */
  FlatTable(int slots) {
    this.slots = arena.allocate((long) slots * SLOT_BYTES, SLOT_BYTES);
    this.lastSlot = slots - 1L;
  }

  /** Returns the location of a hash, or zero. */
  long get(long hash) {
    return slots.get(ValueLayout.JAVA_LONG, find(hash) + Long.BYTES);
  }

  void put(long hash, long location) {
    long slot = find(hash);
    slots.set(ValueLayout.JAVA_LONG, slot, hash);
    slots.set(ValueLayout.JAVA_LONG, slot + Long.BYTES, location);
  }

  void clear() {
    slots.fill((byte) 0);
  }

  private long find(long hash) {
    long slot = hash & lastSlot;
    long found = slots.get(ValueLayout.JAVA_LONG, slot * SLOT_BYTES);
    while (found != hash && found != 0) {
      slot = (slot + 1) & lastSlot;
      found = slots.get(ValueLayout.JAVA_LONG, slot * SLOT_BYTES);
    }
    return slot * SLOT_BYTES;
  }

  @Override
  public void close() {
    arena.close();
  }
}
