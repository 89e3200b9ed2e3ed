package dev.cairnkv.core;

import dev.cairnkv.Cursor;
import dev.cairnkv.KeyValue;
import dev.cairnkv.core.index.Index;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the index one sub-table after the other. What a sub-table holds is taken at once, so
 * no key is missed or comes twice, and read in the order of the log.
 */
final class StoreCursor<K, V> implements Cursor<K, V> {

  private final Index index;
  private final LongFunction<KeyValue<K, V>> reader;
  private int subTable;
  private long @Nullable [] locations = new long[0];
  private int next;

  StoreCursor(Index index, LongFunction<KeyValue<K, V>> reader) {
    this.index = index;
    this.reader = reader;
  }

  @Override
  public boolean hasNext() {
    while (locations != null && next == locations.length) {
      locations = subTable < index.subTables() ? index.locations(subTable++) : null;
      next = 0;
    }
    return locations != null;
  }

  @Override
  public KeyValue<K, V> next() {
    if (!hasNext() || locations == null) {
      throw new NoSuchElementException("the cursor has given all keys");
    }
    return reader.apply(locations[next++]);
  }

  @Override
  public void close() {
    locations = null;
  }
}
