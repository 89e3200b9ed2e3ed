package dev.cairnkv.core;

import dev.cairnkv.KeyValue;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.PayloadReader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the latest record of a key. A compaction may move the record and remove its shard between
 * the look into the index and the end of the reading, which takes no lock: then it is looked up
 * again. Safe for use by many threads.
 */
final class LatestReader<K, V> {
  private final Catalog catalog;
  private final RecordReader<K, V> reader;

  LatestReader(Catalog catalog, RecordReader<K, V> reader) {
    this.catalog = catalog;
    this.reader = reader;
  }

  /** Returns where the latest record of a key is, or {@link Location#NONE}. */
  long locate(Fingerprint fingerprint) {
    long location = catalog.find(fingerprint);
    reader.requireNoDoubt(location);
    return location;
  }

  /**
   * Returns the value of a key, or null if there is none.
   *
   * @param location where its record was a moment ago, or {@link Location#NONE}
   */
  @Nullable V value(K key, Fingerprint fingerprint, long location, PayloadReader payload) {
    long at = location;
    while (at != Location.NONE) {
      try {
        return reader.readValue(key, at, payload);
      } catch (RuntimeException e) {
        at = relocate(fingerprint, at, e);
      }
    }
    return null;
  }

  /** Returns the record of a key, or null if it was deleted a moment ago. */
  @Nullable KeyValue<K, V> record(Supplier<Fingerprint> fingerprint, long location) {
    reader.requireNoDoubt(location);
    long at = location;
    while (at != Location.NONE) {
      try {
        return reader.read(at);
      } catch (RuntimeException e) {
        at = relocate(fingerprint.get(), at, e);
      }
    }
    return null;
  }

  /** Returns where a record is now whose shard is gone, or throws if that is not why. */
  private long relocate(Fingerprint fingerprint, long location, RuntimeException failure) {
    long next = catalog.isThere(location) ? location : locate(fingerprint);
    if (next == location) {
      throw failure;
    }
    return next;
  }
}
