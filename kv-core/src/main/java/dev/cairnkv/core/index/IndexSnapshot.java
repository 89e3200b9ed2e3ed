package dev.cairnkv.core.index;

import dev.cairnkv.KvException;
import dev.cairnkv.SnapshotClosedException;
import dev.cairnkv.StorageException;
import dev.cairnkv.core.fingerprint.Fingerprint;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an index held at one moment: of the sub-tables that were written to since, a copy; the
 * others are read where they are. Safe for use by any number of threads.
 *
 * <p>Every method but {@link #close} throws {@link SnapshotClosedException} once this is closed,
 * and {@link StorageException} if there was no memory for a copy.
 */
public final class IndexSnapshot implements AutoCloseable {
  private final Index index;
  private final KeptSubTables kept;
  private final long size;
  private final AtomicReferenceArray<@Nullable SubTableCopy> copies;
  private volatile @Nullable Supplier<KvException> end;

  IndexSnapshot(Index index, KeptSubTables kept) {
    this.index = index;
    this.kept = kept;
    this.size = index.size();
    this.copies = new AtomicReferenceArray<>(index.subTables());
  }

  /** Returns the location that a fingerprint had, or 0 as {@link Index#get} does. */
  public long get(Fingerprint fingerprint) {
    int subTable = Index.subTable(fingerprint);
    SubTableCopy copy = copies.get(subTable);
    long location = 0;
    if (copy == null) {
      location = index.get(fingerprint);
      copy = copies.get(subTable); // a writer makes it before it writes
    }
    if (copy != null) {
      location = copy.get(fingerprint.low());
    }
    requireOpen();
    return location;
  }

  /** Returns what one sub-table held, in the form of {@link Index#slots}. */
  public long[] slots(int subTable) {
    SubTableCopy copy = copies.get(subTable);
    long[] slots = new long[0];
    if (copy == null) {
      slots = index.slots(subTable);
      copy = copies.get(subTable);
    }
    if (copy != null) {
      slots = copy.slots();
    }
    requireOpen();
    return slots;
  }

  /** Returns the number of fingerprints. */
  public long size() {
    requireOpen();
    return size;
  }

  /** Gives back the memory of the copies. Closing twice is harmless. */
  @Override
  public void close() {
    kept.close(this, IndexSnapshot::closed);
  }

  private static KvException closed() {
    return new SnapshotClosedException("the snapshot is closed; take a new one");
  }

  /**
   * After reading: what was read counts only if this is still open, since writers do not wait for
   * one that is closed, and the memory of its copies is used again.
   */
  private void requireOpen() {
    VarHandle.acquireFence();
    Supplier<KvException> ended = end;
    if (ended != null) {
      throw ended.get();
    }
  }

  boolean lacks(int subTable) {
    return copies.get(subTable) == null;
  }

  void keep(int subTable, SubTableCopy copy) {
    copy.take();
    copies.set(subTable, copy);
  }

  boolean isOpen() {
    return end == null;
  }

  /** Ends reading, lets go of all copies, and returns the pages that nobody needs any more. */
  long end(Supplier<KvException> reason) {
    end = reason;
    long pages = 0;
    for (int subTable = 0; subTable < copies.length(); subTable++) {
      SubTableCopy copy = copies.getAndSet(subTable, null);
      if (copy != null && copy.letGo()) {
        pages += copy.pages();
      }
    }
    return pages;
  }
}
