package dev.cairnkv.core;

import dev.cairnkv.Cursor;
import dev.cairnkv.KeyValue;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.index.Index;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the index one sub-table after the other. What a sub-table holds is taken at once, so
 * no key is missed or comes twice, and read in the order of the log. A key that is deleted
 * meanwhile may be gone by the time it is read, and is passed over.
 */
final class StoreCursor<K, V> extends AheadCursor<K, V> {
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
  private long[] locations = new long[0];
  private int next;

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
  boolean goOn() {
    while (next == locations.length && nextSubTable < subTables) {
      slots = source.apply(nextSubTable++);
      locations = Index.locations(slots);
      next = 0;
    }
    return next++ < locations.length;
  }

  @Override
  @Nullable StoredRecord<K, V> read() {
    long location = locations[next - 1];
    return reader.read(location, () -> fingerprint(location));
  }

  private Fingerprint fingerprint(long location) {
    for (int i = 0; i < slots.length; i += 2) {
      if (slots[i + 1] == location) {
        return Index.fingerprint(nextSubTable - 1, slots[i]);
      }
    }
    throw new IllegalStateException("the location is one of the sub-table");
  }
}
