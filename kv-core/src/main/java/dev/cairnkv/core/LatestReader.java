package dev.cairnkv.core;

import dev.cairnkv.TimeToLive;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.PayloadReader;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the latest record of a key. A compaction may move the record and remove its shard between
 * the look into the index and the end of the reading, which takes no lock: then it is looked up
 * again. Safe for use by many threads.
 */
final class LatestReader<K, V> implements ValueReader<K, V> {
  private final Catalog catalog;
  private final RecordReader<K, V> reader;

  LatestReader(Catalog catalog, RecordReader<K, V> reader) {
    this.catalog = catalog;
    this.reader = reader;
  }

  @Override
  public long locate(Fingerprint fingerprint) {
    long location = catalog.find(fingerprint);
    reader.requireNoDoubt(location);
    return location;
  }

  /** Refuses to answer for a key of which a later record may have been lost. */
  void requireNoDoubt(long location) {
    reader.requireNoDoubt(location);
  }

  @Override
  public @Nullable V value(K key, Fingerprint fingerprint, long location, PayloadReader payload) {
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

  /** Returns the record of a key, or null if it was deleted a moment ago or has expired. */
  @Nullable StoredRecord<K, V> record(Supplier<Fingerprint> fingerprint, long location) {
    reader.requireNoDoubt(location);
    return read(fingerprint, location, reader::readUnlessExpired, null);
  }

  /** Returns whether a key is there, whose record was at a location a moment ago. */
  boolean isThere(Fingerprint fingerprint, long location) {
    return read(() -> fingerprint, location, at -> !reader.isExpired(at), false);
  }

  /** Returns how long a key stays, whose record was at a location a moment ago. */
  TimeToLive timeToLive(K key, Fingerprint fingerprint, long location) {
    return read(
        () -> fingerprint, location, at -> reader.timeToLive(key, at), TimeToLive.Missing.MISSING);
  }

  /** Returns whether there is a record at a location that is known to have expired. */
  boolean isKnownExpired(long location) {
    try {
      return reader.isKnownExpired(location);
    } catch (RuntimeException e) {
      if (catalog.isThere(location)) {
        throw e;
      }
      return false;
    }
  }

  private <T extends @Nullable Object> T read(
      Supplier<Fingerprint> fingerprint, long location, LongFunction<T> how, T ifMissing) {
    long at = location;
    while (at != Location.NONE) {
      try {
        return how.apply(at);
      } catch (RuntimeException e) {
        at = relocate(fingerprint.get(), at, e);
      }
    }
    return ifMissing;
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
