package dev.cairnkv.core;

import dev.cairnkv.KeyType;
import dev.cairnkv.StorageException;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Walks over keys in order. Before them comes what may hide a key: damage of which the keys are not
 * known, and each record whose key could not be read when the store was opened.
 */
final class ScanCursor<K, V> extends AheadCursor<K, V> {
  private final KeyType<K> keyType;
  private final ScanSource<K, V> source;
  private final Iterator<Fingerprint> unnamed;
  private final LocatedKeys<K> keys;
  private boolean isBegun;
  private @Nullable Fingerprint unnamedNow;

  ScanCursor(KeyType<K> keyType, ScanSource<K, V> source, LocatedKeys<K> keys) {
    this.keyType = keyType;
    this.source = source;
    this.unnamed = source.keys().unnamed().iterator();
    this.keys = keys;
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
      source.doubt().run();
      return null;
    }
    if (unnamedNow != null) {
      return readUnnamed(unnamedNow);
    }
    long location = keys.location();
    if (location == Location.NONE) {
      return null;
    }
    Fingerprint fingerprint = keys.fingerprint();
    StoredRecord<K, V> found = source.reader().read(location, () -> fingerprint);
    // Else a later key has the same fingerprint, as far as the index keeps it.
    boolean isSame = found != null && keyType.same(found.content().key(), keys.key());
    return isSame ? found : null;
  }

  /** Throws what a get of the key would throw. */
  private @Nullable StoredRecord<K, V> readUnnamed(Fingerprint fingerprint) {
    long location = source.index().applyAsLong(fingerprint);
    if (location == Location.NONE || source.reader().read(location, () -> fingerprint) == null) {
      return null; // it has expired, or was deleted meanwhile
    }
    throw new StorageException(
        "the record in shard %d at offset %d could not be read when the store was opened, so where its key belongs is not known; it can be read now: open the store again"
            .formatted(Location.shardId(location), Location.offset(location)));
  }
}
