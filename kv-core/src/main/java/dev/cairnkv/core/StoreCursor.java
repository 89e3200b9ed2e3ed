package dev.cairnkv.core;

import dev.cairnkv.Cursor;
import dev.cairnkv.KeyValue;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.index.Index;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the index one sub-table after the other. What a sub-table holds is taken at once, so
 * no key is missed or comes twice, and read in the order of the log.
 *
 * <p>It is one record ahead: a key that is deleted meanwhile may be gone by the time it is read,
 * and is passed over.
 */
final class StoreCursor<K, V> implements Cursor<K, V> {
  /** Reads records. */
  interface Reader<K, V> {
    /**
     * Reads a record.
     *
     * @param location where it is, or was
     * @param fingerprint gives the fingerprint of its key, if it is to be looked up again
     * @return the record, or null if it is gone or has expired
     */
    @Nullable StoredRecord<K, V> read(long location, Supplier<Fingerprint> fingerprint);
  }

  private final int subTables;
  private final IntFunction<long[]> source;
  private final Reader<K, V> reader;
  private int nextSubTable;
  private long[] slots = new long[0];
  private long @Nullable [] locations = new long[0];
  private int next;
  private @Nullable StoredRecord<K, V> read;
  private @Nullable StoredRecord<K, V> last;
  private @Nullable RuntimeException failure;

  /**
   * Makes a cursor.
   *
   * @param subTables the number of sub-tables
   * @param source gives what one of them holds, as {@link Index#slots} does
   * @param reader reads what they name
   */
  StoreCursor(int subTables, IntFunction<long[]> source, Reader<K, V> reader) {
    this.subTables = subTables;
    this.source = source;
    this.reader = reader;
  }

  /** Gives all that is left to an action, and closes the cursor. */
  static <K, V> void giveAll(Cursor<K, V> from, BiConsumer<? super K, ? super V> action) {
    Objects.requireNonNull(action, "action");
    try (from) {
      while (from.hasNext()) {
        KeyValue<K, V> next = from.next();
        action.accept(next.key(), next.value());
      }
    }
  }

  @Override
  public boolean hasNext() {
    while (locations != null && read == null && failure == null) {
      advance(locations);
    }
    return locations != null;
  }

  private void advance(long[] from) {
    if (next < from.length) {
      long location = from[next++];
      try {
        read = reader.read(location, () -> fingerprint(location));
      } catch (RuntimeException e) {
        failure = e;
      }
    } else if (nextSubTable < subTables) {
      slots = source.apply(nextSubTable++);
      locations = Index.locations(slots);
      next = 0;
    } else {
      locations = null;
    }
  }

  private Fingerprint fingerprint(long location) {
    for (int i = 0; i < slots.length; i += 2) {
      if (slots[i + 1] == location) {
        return Index.fingerprint(nextSubTable - 1, slots[i]);
      }
    }
    throw new IllegalStateException("the location is one of the sub-table");
  }

  @Override
  public KeyValue<K, V> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the cursor has given all keys");
    }
    StoredRecord<K, V> given = read;
    RuntimeException thrown = failure;
    read = null;
    failure = null;
    if (thrown != null || given == null) {
      throw thrown == null ? new IllegalStateException("there is a record") : thrown;
    }
    last = given;
    return given.content();
  }

  @Override
  public @Nullable Instant expiry() {
    if (last == null) {
      throw new IllegalStateException("the cursor has given no record yet; call next before");
    }
    long expiry = last.expiryEpochMillis();
    return expiry == FrameHeader.NO_EXPIRY ? null : Instant.ofEpochMilli(expiry);
  }

  @Override
  public void close() {
    locations = null;
  }
}
