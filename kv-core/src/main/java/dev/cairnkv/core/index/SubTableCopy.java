package dev.cairnkv.core.index;

import dev.cairnkv.core.frame.Location;

/**
 * What a sub-table held at one moment, shared by the snapshots of that moment. Its memory is used
 * again when the last of them lets go of it. Who still reads then must not believe what it reads,
 * but does no harm.
 */
final class SubTableCopy {
  private final Slots slots;
  private final int size;

  // Guarded by the lock of the snapshots.
  private int snapshots;

  SubTableCopy(Slots slots, int size) {
    this.slots = slots;
    this.size = size;
  }

  long get(long fingerprint) {
    int slot = slots.find(fingerprint);
    return slot < 0 ? Location.NONE : slots.location(slot);
  }

  /** Returns fingerprint and location of each used slot, in ascending order of fingerprints. */
  long[] slots() {
    return slots.used(size);
  }

  int pages() {
    return slots.pages();
  }

  void take() {
    snapshots++;
  }

  /** Lets go of it, and returns whether nobody needs it any more. */
  boolean letGo() {
    snapshots--;
    if (snapshots > 0) {
      return false;
    }
    slots.giveBack();
    return true;
  }
}
