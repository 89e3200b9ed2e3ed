package dev.cairnkv.core;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.index.Index;
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

  private final Index index;
  private final Reader<K, V> reader;
  private int nextSubTable;
  private long[] slots = new long[0];
  private long[] locations = new long[0];
  private int next;

  StoreCursor(Index index, Reader<K, V> reader) {
    this.index = index;
    this.reader = reader;
  }

  @Override
  boolean goOn() {
    while (next == locations.length && nextSubTable < index.subTables()) {
      slots = index.slots(nextSubTable++);
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
