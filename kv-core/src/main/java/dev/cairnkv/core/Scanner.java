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
  private final LatestReader<K, V> latest;
  private final StoreCursor.Reader<K, V> reader;

  Scanner(
      KeyType<K> keyType,
      KeyOrder<K> order,
      Fingerprinter<K> fingerprinter,
      Catalog catalog,
      LatestReader<K, V> latest,
      StoreCursor.Reader<K, V> reader) {
    this.keyType = keyType;
    this.order = order;
    this.fingerprinter = fingerprinter;
    this.catalog = catalog;
    this.latest = latest;
    this.reader = reader;
  }

  /** Returns a cursor over the keys as of now. */
  Cursor<K, V> scan(Scan<K> scan) {
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
    OrderedKeys keys = order.keys();
    LocatedKeys<K> located =
        new LocatedKeys<>(keyType, fingerprinter, catalog, order.walk(keys.tree(), scan));
    return new ScanCursor<>(keyType, latest, keys.unnamed(), located, reader);
  }
}
