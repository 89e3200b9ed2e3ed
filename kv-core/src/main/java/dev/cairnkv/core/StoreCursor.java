package dev.cairnkv.core;

import dev.cairnkv.Cursor;
import dev.cairnkv.KeyValue;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.index.Index;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the index one sub-table after the other. What a sub-table holds is taken at once, so
 * no key is missed or comes twice, and read in the order of the log.
 */
final class StoreCursor<K, V> implements Cursor<K, V> {

  private final Index index;
  private final LongPredicate expired;
  private final LongFunction<StoredRecord<K, V>> reader;
  private int subTable;
  private long @Nullable [] locations = new long[0];
  private int next;
  private boolean nextIsFound;
  private @Nullable StoredRecord<K, V> last;

  /**
   * Makes a cursor.
   *
   * @param expired whether the record at a location is to be passed over
   * @param reader reads the record at a location
   */
  StoreCursor(Index index, LongPredicate expired, LongFunction<StoredRecord<K, V>> reader) {
    this.index = index;
    this.expired = expired;
    this.reader = reader;
  }

  @Override
  public boolean hasNext() {
    while (locations != null && !nextIsFound) {
      if (next == locations.length) {
        locations = subTable < index.subTables() ? index.locations(subTable++) : null;
        next = 0;
      } else if (expired.test(locations[next])) {
        next++;
      } else {
        nextIsFound = true;
      }
    }
    return locations != null;
  }

  @Override
  public KeyValue<K, V> next() {
    if (!hasNext() || locations == null) {
      throw new NoSuchElementException("the cursor has given all keys");
    }
    nextIsFound = false;
    last = reader.apply(locations[next++]);
    return last.content();
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
