package dev.cairnkv.core;

import dev.cairnkv.KeyType;
import dev.cairnkv.KvException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.order.KeyOrder;
import dev.cairnkv.core.order.KeyTree;
import dev.cairnkv.core.order.OrderedKeys;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of a store that was restored, in the order of the log. Each record is decoded as a
 * whole. One that cannot be is kept as unnamed: its key may be any.
 */
final class KeyOrderReading<K, V> {
  private final Catalog catalog;
  private final RecordReader<K, V> reader;
  private final KeyOrder<K> order;
  private final Set<Long> unnamed = new HashSet<>();
  private KeyTree tree = KeyTree.EMPTY;

  private KeyOrderReading(Catalog catalog, RecordReader<K, V> reader, KeyOrder<K> order) {
    this.catalog = catalog;
    this.reader = reader;
    this.order = order;
  }

  /**
   * Returns the order that the options ask for, with the keys of all records that have not expired.
   * Nobody writes meanwhile.
   */
  static <K, V> KeyOrder<K> order(
      StoreOptions options, KeyType<K> keyType, Catalog catalog, RecordReader<K, V> reader) {
    KeyOrder<K> none = KeyOrder.none(keyType);
    return options.ordered()
        ? KeyOrder.from(keyType, new KeyOrderReading<>(catalog, reader, none).read())
        : none;
  }

  private OrderedKeys read() {
    LogShard shard = null;
    for (long location : locations()) {
      if (shard == null || shard.id() != Location.shardId(location)) {
        expectRandomReads(shard);
        shard = catalog.shards().get(Location.shardId(location));
        shard.expectSequentialReads();
      }
      add(location);
    }
    expectRandomReads(shard);
    return new OrderedKeys(tree, fingerprintsOfUnnamed());
  }

  private long[] locations() {
    Index index = catalog.index();
    long[] all = new long[0];
    int count = 0;
    for (int subTable = 0; subTable < index.subTables(); subTable++) {
      long[] more = index.locations(subTable);
      if (more.length > all.length - count) {
        // The index knows its size but for keys that a source counted twice.
        long size = Math.max(index.size(), 2L * (count + more.length));
        all = Arrays.copyOf(all, Math.toIntExact(Math.min(size, Integer.MAX_VALUE - 8)));
      }
      System.arraycopy(more, 0, all, count, more.length);
      count += more.length;
    }
    long[] locations = count == all.length ? all : Arrays.copyOf(all, count);
    Arrays.sort(locations);
    return locations;
  }

  private void add(long location) {
    try {
      StoredRecord<K, V> found = reader.readUnlessExpired(location);
      if (found != null) {
        tree = tree.with(order.bytes(found.content().key()));
      }
    } catch (KvException | StackOverflowError _) {
      unnamed.add(location); // whoever scans is told, and a damage is among those that are known
    }
  }

  private Set<Fingerprint> fingerprintsOfUnnamed() {
    Set<Fingerprint> fingerprints = new HashSet<>();
    int subTables = unnamed.isEmpty() ? 0 : catalog.index().subTables();
    for (int subTable = 0; subTable < subTables; subTable++) {
      long[] slots = catalog.index().slots(subTable);
      for (int i = 0; i < slots.length; i += 2) {
        if (unnamed.contains(slots[i + 1])) {
          fingerprints.add(Index.fingerprint(subTable, slots[i]));
        }
      }
    }
    return fingerprints;
  }

  private static void expectRandomReads(@Nullable LogShard shard) {
    if (shard != null) {
      shard.expectRandomReads();
    }
  }
}
