package dev.cairnkv.core.index;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A hash table from fingerprints to locations, made of independent sub-tables. Safe for use by any
 * number of threads; the order of writes to one fingerprint is up to the caller.
 */
public final class Index {
  private static final int SUB_TABLE_BITS = 8;

  private final SubTable[] subTables = new SubTable[1 << SUB_TABLE_BITS];
  private final AtomicLong size = new AtomicLong();

  /** Makes an empty index. */
  public Index() {
    for (int i = 0; i < subTables.length; i++) {
      subTables[i] = new SubTable();
    }
  }

  /** Returns the location of a fingerprint, or {@link Location#NONE}. */
  public long get(Fingerprint fingerprint) {
    return subTable(fingerprint).get(fingerprint.high(), fingerprint.low());
  }

  /** Sets the location of a fingerprint, and returns the one it had or {@link Location#NONE}. */
  public long put(Fingerprint fingerprint, long location) {
    long previous = subTable(fingerprint).put(fingerprint.high(), fingerprint.low(), location);
    if (previous == Location.NONE) {
      size.incrementAndGet();
    }
    return previous;
  }

  /** Removes a fingerprint, and returns the location it had or {@link Location#NONE}. */
  public long remove(Fingerprint fingerprint) {
    long previous = subTable(fingerprint).remove(fingerprint.high(), fingerprint.low());
    if (previous != Location.NONE) {
      size.decrementAndGet();
    }
    return previous;
  }

  /** Returns the number of fingerprints. */
  public long size() {
    return size.get();
  }

  /** Returns the bytes that the slots take. */
  public long memoryBytes() {
    long bytes = 0;
    for (SubTable subTable : subTables) {
      bytes += subTable.memoryBytes();
    }
    return bytes;
  }

  /** Returns the number of sub-tables. A fingerprint never moves to another one. */
  public int subTables() {
    return subTables.length;
  }

  /** Returns all locations of one sub-table as of one moment, in ascending order. */
  public long[] locations(int subTable) {
    return subTables[subTable].locations();
  }

  /**
   * Returns what one sub-table holds as of one moment: for each fingerprint its high half, its low
   * half and its location.
   */
  public long[] slots(int subTable) {
    return subTables[subTable].slots();
  }

  private SubTable subTable(Fingerprint fingerprint) {
    return subTables[(int) (fingerprint.high() >>> (Long.SIZE - SUB_TABLE_BITS))];
  }
}
