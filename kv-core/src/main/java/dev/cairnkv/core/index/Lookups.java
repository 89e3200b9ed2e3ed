package dev.cairnkv.core.index;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What readers need to find a slot, for all sub-tables: which pages their slots are in, whether a
 * writer is at work, and the put that is deferred, if there is one. It stands apart from the
 * sub-tables, and close together, so that it stays in the caches of the processor.
 *
 * <p>Readers take no lock: what they saw counts only if the version of the sub-table says that no
 * slot is being moved, and is the same afterwards. Each sub-table has one writer at a time.
 */
final class Lookups {
  /** Says that a look at the sub-table is needed. */
  static final long UNKNOWN = -1;

  // What a version says besides; it never comes back to a value it had.
  private static final long MOVING = 1;
  private static final long DEFERRED = 2;
  private static final long NEXT = 4;

  private static final VarHandle VERSION = MethodHandles.arrayElementVarHandle(long[].class);

  private final PagePool pool;
  private final long[] versions;
  private final AtomicReferenceArray<int @Nullable []> pages;
  private final long[] deferredFingerprints;
  private final long[] deferredLocations;

  Lookups(PagePool pool, int subTables) {
    this.pool = pool;
    this.versions = new long[subTables];
    this.pages = new AtomicReferenceArray<>(subTables);
    this.deferredFingerprints = new long[subTables];
    this.deferredLocations = new long[subTables];
  }

  /**
   * Returns the location of a fingerprint, or {@link Location#NONE}; or {@link #UNKNOWN} if there
   * is no such sub-table yet, or a writer is at work there.
   */
  long get(int subTable, long fingerprint) {
    long version = (long) VERSION.getAcquire(versions, subTable);
    int[] itsPages = pages.getAcquire(subTable);
    if (itsPages == null || (version & MOVING) != 0) {
      return UNKNOWN;
    }
    // The allocations are read after the pages, so that they are not older.
    long location =
        (version & DEFERRED) != 0 && deferredFingerprints[subTable] == fingerprint
            ? deferredLocations[subTable]
            : Slots.locate(pool.allocations(), itsPages, fingerprint);
    return isUnchanged(subTable, version) ? location : UNKNOWN;
  }

  private boolean isUnchanged(int subTable, long version) {
    VarHandle.acquireFence();
    return (long) VERSION.getOpaque(versions, subTable) == version;
  }

  /**
   * Reads where the searches for the first {@code count} fingerprints go; what stands there does
   * not matter.
   */
  void prefetch(Fingerprint[] fingerprints, int count) {
    long[] homes = new long[count];
    int begun = 0;
    for (int i = 0; i < count; i++) {
      int subTable = Index.subTable(fingerprints[i]);
      begun += addHome(subTable, fingerprints[i].low(), homes, begun);
    }
    read(homes, begun);
  }

  /** The same for the puts that are deferred in some sub-tables. */
  void prefetchDeferred(int[] subTables, int count, long[] homes) {
    int begun = 0;
    for (int i = 0; i < count; i++) {
      begun += addHome(subTables[i], deferredFingerprints[subTables[i]], homes, begun);
    }
    read(homes, begun);
  }

  private int addHome(int subTable, long fingerprint, long[] homes, int begun) {
    int[] itsPages = pages.getAcquire(subTable);
    if (itsPages == null || itsPages.length == 0) {
      return 0;
    }
    homes[begun] = Slots.homePlace(itsPages, fingerprint);
    return 1;
  }

  /** Reads memory in a loop so short that a processor has many accesses under way. */
  private void read(long[] homes, int count) {
    if (Slots.read(pool.allocations(), homes, count) == UNKNOWN) {
      Thread.onSpinWait(); // but what nobody uses is not read once it is compiled
    }
  }

  /** Says that slots of a sub-table are about to be moved. */
  void beginMoving(int subTable) {
    VERSION.setOpaque(versions, subTable, versions[subTable] + MOVING);
    VarHandle.releaseFence();
  }

  /** Says that the slots of a sub-table are in order again, and which pages they are in. */
  void endMoving(int subTable, int[] itsPages) {
    pages.setRelease(subTable, itsPages);
    VERSION.setRelease(versions, subTable, versions[subTable] + NEXT - MOVING);
  }

  /** Shows readers a put that is not in the slots yet, where none is deferred. */
  void defer(int subTable, long fingerprint, long location) {
    VarHandle.releaseFence(); // so that who sees this no longer takes the one before for valid
    deferredFingerprints[subTable] = fingerprint;
    deferredLocations[subTable] = location;
    VERSION.setRelease(versions, subTable, versions[subTable] + DEFERRED);
  }

  /** Says that the put that was deferred is in the slots. */
  void settled(int subTable) {
    VERSION.setRelease(versions, subTable, versions[subTable] + NEXT - DEFERRED);
  }

  /** Returns whether a put is deferred. */
  boolean isDeferred(int subTable) {
    return ((long) VERSION.getAcquire(versions, subTable) & DEFERRED) != 0;
  }

  /** Returns the fingerprint of the put that is deferred, for who keeps it from being settled. */
  long deferredFingerprint(int subTable) {
    return deferredFingerprints[subTable];
  }

  /** Returns the location of the put that is deferred, for who keeps it from being settled. */
  long deferredLocation(int subTable) {
    return deferredLocations[subTable];
  }
}
