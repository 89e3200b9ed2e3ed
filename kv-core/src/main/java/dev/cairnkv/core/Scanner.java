package dev.cairnkv.core;

import dev.cairnkv.Cursor;
import dev.cairnkv.KeyType;
import dev.cairnkv.Scan;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprinter;
import dev.cairnkv.core.order.KeyOrder;
import dev.cairnkv.core.order.OrderedKeys;

/** Begins scans. Safe for use by many threads. */
final class Scanner<K, V> {
  private final KeyType<K> keyType;
  private final KeyOrder<K> order;
  private final Fingerprinter<K> fingerprinter;
  private final Catalog catalog;

  Scanner(KeyType<K> keyType, KeyOrder<K> order, Fingerprinter<K> fingerprinter, Catalog catalog) {
    this.keyType = keyType;
    this.order = order;
    this.fingerprinter = fingerprinter;
    this.catalog = catalog;
  }

  /** Returns the keys as of now. */
  OrderedKeys keys() {
    return order.keys();
  }

  /** Returns a cursor over those keys of a source that belong to a scan. */
  Cursor<K, V> scan(Scan<K> scan, ScanSource<K, V> source) {
    if (!order.isKept()) {
      throw new IllegalStateException(
          "the store does not keep its keys in order; open it with StoreOptions.ordered (setting"
              + " 'ordered = true') to scan them");
    }
    if (scan.prefix() != null && !keyType.hasPrefixes()) {
      throw new IllegalArgumentException(
          "keys of type '%s' have no prefixes; scan from one key to another instead"
              .formatted(keyType.id()));
    }
    LocatedKeys<K> located =
        new LocatedKeys<>(
            keyType,
            fingerprinter,
            catalog,
            source.index(),
            order.walk(source.keys().tree(), scan));
    return new ScanCursor<>(keyType, source, located);
  }
}
