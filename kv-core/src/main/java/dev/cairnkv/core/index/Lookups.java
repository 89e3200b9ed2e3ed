package dev.cairnkv.core.index;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What readers need to find a slot, for all sub-tables: which pages their slots are in, and whether
 * a writer is at work. It stands apart from the sub-tables, and close together, so that it stays in
 * the caches of the processor.
 *
 * <p>Readers take no lock: what they saw counts only if the version of the sub-table is an even
 * number, and the same afterwards. Each sub-table has one writer at a time.
 */
final class Lookups {
  /** Says that a look at the sub-table is needed. */
  static final long UNKNOWN = -1;

  private static final VarHandle VERSION = MethodHandles.arrayElementVarHandle(long[].class);

  private final PagePool pool;
  private final long[] versions;
  private final AtomicReferenceArray<int @Nullable []> pages;

  Lookups(PagePool pool, int subTables) {
    this.pool = pool;
    this.versions = new long[subTables];
    this.pages = new AtomicReferenceArray<>(subTables);
  }

  /**
   * Returns the location of a fingerprint, or {@link Location#NONE}; or {@link #UNKNOWN} if there
   * is no such sub-table yet, or a writer is at work there.
   */
  long get(int subTable, long fingerprint) {
    long version = (long) VERSION.getAcquire(versions, subTable);
    int[] itsPages = pages.getAcquire(subTable);
    if (itsPages == null || (version & 1) != 0) {
      return UNKNOWN;
    }
    // The allocations are read after the pages, so that they are not older.
    long location = Slots.locate(pool.allocations(), itsPages, fingerprint);
    return isUnchanged(subTable, version) ? location : UNKNOWN;
  }

  private boolean isUnchanged(int subTable, long version) {
    VarHandle.acquireFence();
    return (long) VERSION.getOpaque(versions, subTable) == version;
  }

  /**
   * Reads where the searches for the first {@code count} fingerprints go; what stands there does
   * not matter. Memory is read in a loop of its own, so short that a processor has many accesses
   * under way.
   */
  void prefetch(Fingerprint[] fingerprints, int count) {
    long[] homes = new long[count];
    int begun = 0;
    for (int i = 0; i < count; i++) {
      int[] itsPages = pages.getAcquire(Index.subTable(fingerprints[i]));
      if (itsPages != null && itsPages.length > 0) {
        homes[begun++] = Slots.homePlace(itsPages, fingerprints[i].low());
      }
    }
    if (Slots.read(pool.allocations(), homes, begun) == UNKNOWN) {
      Thread.onSpinWait(); // but what nobody uses is not read once it is compiled
    }
  }

  /** Says that slots of a sub-table are about to be moved. */
  void beginMoving(int subTable) {
    VERSION.setOpaque(versions, subTable, versions[subTable] + 1);
    VarHandle.releaseFence();
  }

  /** Says that the slots of a sub-table are in order again, and which pages they are in. */
  void endMoving(int subTable, int[] itsPages) {
    pages.setRelease(subTable, itsPages);
    VERSION.setRelease(versions, subTable, versions[subTable] + 1);
  }
}
