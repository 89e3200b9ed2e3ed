package dev.cairnkv.core;

import dev.cairnkv.KeyType;
import dev.cairnkv.StorageException;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks over keys in order. Before them comes what may hide a key: damage of which the keys are not
 * known, and each record whose key could not be read when the store was opened.
 */
final class ScanCursor<K, V> extends AheadCursor<K, V> {
  private final KeyType<K> keyType;
  private final LatestReader<K, V> latest;
  private final Iterator<Map.Entry<Fingerprint, Long>> unnamed;
  private final LocatedKeys<K> keys;
  private final StoreCursor.Reader<K, V> reader;
  private boolean isBegun;
  private Map.@Nullable Entry<Fingerprint, Long> unnamedNow;

  ScanCursor(
      KeyType<K> keyType,
      LatestReader<K, V> latest,
      Map<Fingerprint, Long> unnamed,
      LocatedKeys<K> keys,
      StoreCursor.Reader<K, V> reader) {
    this.keyType = keyType;
    this.latest = latest;
    this.unnamed = unnamed.entrySet().iterator();
    this.keys = keys;
    this.reader = reader;
  }

  @Override
  boolean goOn() {
    if (!isBegun) {
      return true;
    }
    unnamedNow = unnamed.hasNext() ? unnamed.next() : null;
    return unnamedNow != null || keys.next();
  }

  @Override
  @Nullable StoredRecord<K, V> read() {
    if (!isBegun) {
      isBegun = true;
      latest.requireNoDoubt(Location.NONE);
      return null;
    }
    if (unnamedNow != null) {
      return readUnnamed(unnamedNow.getKey(), unnamedNow.getValue());
    }
    long location = keys.location();
    if (location == Location.NONE) {
      return null;
    }
    Fingerprint fingerprint = keys.fingerprint();
    StoredRecord<K, V> found = reader.read(location, () -> fingerprint);
    // Else a later key has the same fingerprint, as far as the index keeps it.
    boolean isSame = found != null && keyType.same(found.content().key(), keys.key());
    return isSame ? found : null;
  }

  /** Throws what a get of the key would throw. */
  private @Nullable StoredRecord<K, V> readUnnamed(Fingerprint fingerprint, long location) {
    if (reader.read(location, () -> fingerprint) == null) {
      return null; // it has expired
    }
    throw new StorageException(
        "the record in shard %d at offset %d could not be read when the store was opened, so where its key belongs is not known; it can be read now: open the store again"
            .formatted(Location.shardId(location), Location.offset(location)));
  }
}
