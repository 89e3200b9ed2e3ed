package dev.cairnkv.core.index;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A hash table from fingerprints to locations, made of independent sub-tables. Safe for use by any
 * number of threads; the order of writes to one fingerprint is up to the caller. So is {@link
 * #mustSettleBefore}, and that one thread at a time defers and settles.
 *
 * <p>Of a fingerprint it keeps what {@link #kept} leaves: the lower half, and of the upper half the
 * bits that choose the sub-table. That is 74 bits: among a billion keys, a key is taken for another
 * one with odds of 1 to 10^13.
 */
public final class Index implements AutoCloseable {
  /** The upper bits of the upper half of a fingerprint that an index keeps. */
  public static final int KEPT_UPPER_BITS = 10;

  private static final int SUB_TABLES = 1 << KEPT_UPPER_BITS;
  private static final int MOST_DEFERRED = 32;

  private final AtomicReferenceArray<@Nullable SubTable> subTables =
      new AtomicReferenceArray<>(SUB_TABLES);
  private final PagePool pool;
  private final Lookups lookups;
  private final AtomicLong size = new AtomicLong();
  private final KeptSubTables kept = new KeptSubTables();
  private final ReentrantLock beginning = new ReentrantLock();
  private final @Nullable IndexSource source;
  private int begun;

  private final StampedLock settling = new StampedLock();
  private final int[] deferred = new int[MOST_DEFERRED];
  private final long[] homes = new long[MOST_DEFERRED];
  private final long[] previousLocations = new long[MOST_DEFERRED];
  private final int[] rooms = new int[SUB_TABLES];
  private int deferrals;

  /** Makes an empty index. */
  public Index() {
    this(new PagePool());
  }

  Index(PagePool pool) {
    this.pool = pool;
    this.lookups = new Lookups(pool, SUB_TABLES);
    this.source = null;
  }

  /** Makes an index that reads each sub-table from a source when it is first needed. */
  public Index(IndexSource source) {
    this.pool = new PagePool();
    this.lookups = new Lookups(pool, SUB_TABLES);
    this.source = source;
    this.size.set(source.size());
  }

  /** Returns what an index keeps of a fingerprint. It tells keys apart as the index does. */
  public static Fingerprint kept(Fingerprint fingerprint) {
    return fingerprint(subTable(fingerprint), fingerprint.low());
  }

  /**
   * Returns the {@linkplain #kept kept} fingerprint of a slot.
   *
   * @param low the first number of the slot
   */
  public static Fingerprint fingerprint(int subTable, long low) {
    return new Fingerprint((long) subTable << (Long.SIZE - KEPT_UPPER_BITS), low);
  }

  /** Returns the number of the sub-table that a fingerprint belongs to, now and always. */
  public static int subTable(Fingerprint fingerprint) {
    return (int) (fingerprint.high() >>> (Long.SIZE - KEPT_UPPER_BITS));
  }

  /** Returns the location of a fingerprint, or {@link Location#NONE}. */
  public long get(Fingerprint fingerprint) {
    int number = subTable(fingerprint);
    long location = lookups.get(number, fingerprint.low());
    return location == Lookups.UNKNOWN ? getWithPatience(number, fingerprint.low()) : location;
  }

  private long getWithPatience(int number, long fingerprint) {
    SubTable subTable = find(number);
    return subTable == null ? Location.NONE : subTable.get(fingerprint);
  }

  /** Brings the slots of the first {@code count} fingerprints closer to the processor. */
  public void prefetch(Fingerprint[] fingerprints, int count) {
    lookups.prefetch(fingerprints, count);
  }

  /**
   * Returns whether {@link #settle} has to come before this fingerprint is written or deferred:
   * there is no more than one put deferred in a sub-table.
   */
  public boolean mustSettleBefore(Fingerprint fingerprint) {
    return deferrals == MOST_DEFERRED || lookups.isDeferred(subTable(fingerprint));
  }

  /**
   * Sets the location of a fingerprint, as every reader sees from now on, but leaves its slot to
   * {@link #settle}: several slots are fetched in little more time than one.
   */
  public void defer(Fingerprint fingerprint, long location) {
    int number = subTable(fingerprint);
    SubTable subTable = findOrBegin(number);
    kept.beforeWrite(number, subTable);
    if (rooms[number] < 1 && subTable.get(fingerprint.low()) == Location.NONE) {
      subTable.grow(); // now, so that there will be memory for it
    }
    lookups.defer(number, fingerprint.low(), location);
    deferred[deferrals++] = number;
  }

  /**
   * Puts what was deferred. That needs no memory.
   *
   * @param replaced is given the location that each fingerprint had, where it had one
   */
  public void settle(LongConsumer replaced) {
    if (deferrals == 0) {
      return;
    }
    int count = deferrals;
    lookups.prefetchDeferred(deferred, count, homes);
    long stamp = settling.writeLock();
    try {
      int more = 0;
      for (int i = 0; i < count; i++) {
        previousLocations[i] = findOrBegin(deferred[i]).settle();
        more += previousLocations[i] == Location.NONE ? 1 : 0;
      }
      deferrals = 0;
      size.addAndGet(more);
    } finally {
      settling.unlockWrite(stamp);
    }
    for (int i = 0; i < count; i++) {
      if (previousLocations[i] != Location.NONE) {
        replaced.accept(previousLocations[i]);
      }
    }
  }

  /** Sets the location of a fingerprint, and returns the one it had or {@link Location#NONE}. */
  public long put(Fingerprint fingerprint, long location) {
    int number = subTable(fingerprint);
    SubTable subTable = findOrBegin(number);
    kept.beforeWrite(number, subTable);
    long previous = subTable.put(fingerprint.low(), location);
    if (previous == Location.NONE) {
      size.incrementAndGet();
    }
    return previous;
  }

  /** Removes a fingerprint, and returns the location it had or {@link Location#NONE}. */
  public long remove(Fingerprint fingerprint) {
    int number = subTable(fingerprint);
    SubTable subTable = find(number);
    if (subTable == null) {
      return Location.NONE;
    }
    kept.beforeWrite(number, subTable);
    long stamp = settling.writeLock(); // who counts what is deferred must not miss that it went
    try {
      long removed = subTable.remove(fingerprint.low());
      if (removed != Location.NONE) {
        size.decrementAndGet();
      }
      return removed;
    } finally {
      settling.unlockWrite(stamp);
    }
  }

  /**
   * Puts and removes several fingerprints of one sub-table, in order. Faster than one by one, but
   * who reads meanwhile waits for all of them.
   *
   * @param updates at even places, the lower half of a fingerprint, and behind it its location, or
   *     {@link Location#NONE} to remove it; that is replaced by the location it had
   * @param from the first place
   * @param to the place behind the last
   */
  public void update(int subTable, long[] updates, int from, int to) {
    SubTable found = findOrBegin(subTable);
    kept.beforeWrite(subTable, found);
    size.addAndGet(found.update(updates, from, to));
  }

  /**
   * Returns what this holds now. Not safe for use while another thread writes; nor is writing for
   * several threads at a time while a snapshot is open.
   */
  public IndexSnapshot snapshot() {
    return kept.snapshot(this);
  }

  /** Returns the number of fingerprints. */
  public long size() {
    long stamp = settling.readLock();
    try {
      long all = size.get();
      for (int number = 0; number < SUB_TABLES; number++) {
        if (lookups.isDeferred(number) && findOrBegin(number).isNewDeferred()) {
          all++;
        }
      }
      return all;
    } finally {
      settling.unlockRead(stamp);
    }
  }

  /** Returns the bytes of memory that are held for slots. */
  public long memoryBytes() {
    return pool.allocatedBytes();
  }

  /** Returns the bytes of memory that are held for snapshots; they are among those for slots. */
  public long snapshotBytes() {
    return kept.bytes();
  }

  /** Returns the number of sub-tables. */
  public int subTables() {
    return SUB_TABLES;
  }

  /** Returns all locations of one sub-table as of one moment, in ascending order. */
  public long[] locations(int subTable) {
    return locations(slots(subTable));
  }

  /** Returns the locations among {@link #slots}, in ascending order. */
  public static long[] locations(long[] slots) {
    long[] locations = new long[slots.length / 2];
    for (int i = 0; i < locations.length; i++) {
      locations[i] = slots[2 * i + 1];
    }
    Arrays.sort(locations);
    return locations;
  }

  /** Returns whether sub-tables may be read from a source. */
  public boolean hasSource() {
    return source != null;
  }

  /** Reads what was not read of the source yet. */
  public void load() {
    for (int subTable = 0; source != null && subTable < SUB_TABLES; subTable++) {
      var _ = find(subTable);
    }
  }

  /**
   * Returns what one sub-table holds as of one moment: for each fingerprint its lower half and its
   * location.
   */
  public long[] slots(int subTable) {
    SubTable found = find(subTable);
    return found == null ? new long[0] : found.slots();
  }

  /** Gives up the source. What was not read of it is lost. */
  @Override
  public void close() {
    if (source != null) {
      source.close();
    }
  }

  private @Nullable SubTable find(int number) {
    SubTable subTable = subTables.get(number);
    return subTable == null && source != null ? begin(number) : subTable;
  }

  private SubTable findOrBegin(int number) {
    SubTable subTable = find(number);
    return subTable == null ? begin(number) : subTable;
  }

  private SubTable begin(int number) {
    beginning.lock();
    try {
      SubTable subTable = subTables.get(number);
      if (subTable == null) {
        subTable =
            source == null ? new SubTable(pool, lookups, rooms, number, 0) : load(number, source);
        subTable.show();
        subTables.set(number, subTable);
      }
      return subTable;
    } finally {
      beginning.unlock();
    }
  }

  private SubTable load(int number, IndexSource from) {
    long[] slots = from.slots(number);
    SubTable subTable = new SubTable(pool, lookups, rooms, number, slots.length / 2);
    size.addAndGet(-subTable.load(slots)); // those the source counted twice
    if (++begun == SUB_TABLES) {
      from.close();
    }
    return subTable;
  }
}
