package dev.cairnkv.core;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.PayloadReader;
import dev.cairnkv.core.index.IndexSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records that an index named at one moment. Their shards are pinned, so that none moves.
 * Safe for use by many threads.
 */
final class SnapshotReader<K, V> implements ValueReader<K, V> {
  private final IndexSnapshot index;
  private final RecordReader<K, V> reader;

  /**
   * Makes a reader.
   *
   * @param reader reads records as of the moment of the index
   */
  SnapshotReader(IndexSnapshot index, RecordReader<K, V> reader) {
    this.index = index;
    this.reader = reader;
  }

  @Override
  public long locate(Fingerprint fingerprint) {
    long location = index.get(fingerprint);
    reader.requireNoDoubt(location);
    return location;
  }

  @Override
  public @Nullable V value(K key, Fingerprint fingerprint, long location, PayloadReader payload) {
    return location == Location.NONE ? null : reader.readValue(key, location, payload);
  }

  /** Refuses to say that a key is missing where damage may have hit any. */
  void requireNoDoubt() {
    reader.requireNoDoubt(Location.NONE);
  }

  /** Returns whether there is a record at a location that has not expired. */
  boolean isThere(long location) {
    return location != Location.NONE && !reader.isExpired(location);
  }

  /** Returns the record at a location, or null if it has expired. */
  @Nullable StoredRecord<K, V> record(long location) {
    reader.requireNoDoubt(location);
    return reader.readUnlessExpired(location);
  }
}
