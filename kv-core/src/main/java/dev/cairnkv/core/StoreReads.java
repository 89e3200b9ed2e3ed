package dev.cairnkv.core;

import dev.cairnkv.Cursor;
import dev.cairnkv.Scan;
import dev.cairnkv.TimeToLive;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.fingerprint.Fingerprinter;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.order.KeyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a store holds now. Waits for no write, but {@link #size} for some slots of the index
 * to be filled. Safe for use by any number of threads.
 */
final class StoreReads<K, V> {
  private final Fingerprinter<K> fingerprinter;
  private final Catalog catalog;
  private final LatestReader<K, V> reader;
  private final ManyReader<K, V> manyReader;
  private final KeyOrder<K> order;
  private final Scanner<K, V> scanner;
  private final Scratch.Pool scratches;
  private final OperationCounters operations;
  private final OpenState openState;

  StoreReads(
      Fingerprinter<K> fingerprinter,
      Catalog catalog,
      LatestReader<K, V> reader,
      KeyOrder<K> order,
      Scanner<K, V> scanner,
      Scratch.Pool scratches,
      OperationCounters operations,
      OpenState openState) {
    this.fingerprinter = fingerprinter;
    this.catalog = catalog;
    this.reader = reader;
    this.manyReader = new ManyReader<>(fingerprinter, catalog, reader);
    this.order = order;
    this.scanner = scanner;
    this.scratches = scratches;
    this.operations = operations;
    this.openState = openState;
  }

  @Nullable V get(K key) {
    Objects.requireNonNull(key, "key");
    openState.require();
    Scratch scratch = scratches.borrow();
    V value;
    try {
      Fingerprint fingerprint = fingerprinter.fingerprint(key, scratch.key());
      value = reader.value(key, fingerprint, reader.locate(fingerprint), scratch.payload());
    } catch (RuntimeException e) {
      throw openState.closedOr(e);
    }
    scratches.giveBack(scratch);
    operations.read(value);
    return value;
  }

  TimeToLive ttl(K key) {
    Objects.requireNonNull(key, "key");
    openState.require();
    Scratch scratch = scratches.borrow();
    TimeToLive timeToLive;
    try {
      Fingerprint fingerprint = fingerprinter.fingerprint(key, scratch.key());
      timeToLive = reader.timeToLive(key, fingerprint, reader.locate(fingerprint));
    } catch (RuntimeException e) {
      throw openState.closedOr(e);
    }
    scratches.giveBack(scratch);
    return timeToLive;
  }

  boolean contains(K key) {
    Objects.requireNonNull(key, "key");
    openState.require();
    Scratch scratch = scratches.borrow();
    boolean isThere;
    try {
      Fingerprint fingerprint = fingerprinter.fingerprint(key, scratch.key());
      isThere = reader.isThere(fingerprint, reader.locate(fingerprint));
    } catch (RuntimeException e) {
      throw openState.closedOr(e);
    }
    scratches.giveBack(scratch);
    return isThere;
  }

  long size() {
    openState.require();
    return catalog.index().size();
  }

  List<@Nullable V> getAll(List<? extends K> keys) {
    openState.require();
    Scratch scratch = scratches.borrow();
    List<@Nullable V> values = new ArrayList<>(keys.size());
    try {
      manyReader.addAll(keys, values, scratch);
    } catch (RuntimeException e) {
      throw openState.closedOr(e);
    }
    scratches.giveBack(scratch);
    operations.readAll(values);
    return values;
  }

  Cursor<K, V> cursor() {
    openState.require();
    Index index = catalog.index();
    return new StoreCursor<>(index.subTables(), index::slots, this::readOpen);
  }

  Cursor<K, V> scan(Scan<K> scan) {
    Objects.requireNonNull(scan, "scan");
    openState.require();
    return scanner.scan(
        scan,
        new ScanSource<>(
            order.keys(),
            catalog::find,
            () -> reader.requireNoDoubt(Location.NONE),
            this::readOpen));
  }

  private @Nullable StoredRecord<K, V> readOpen(long location, Supplier<Fingerprint> fingerprint) {
    openState.require();
    try {
      return reader.record(fingerprint, location);
    } catch (RuntimeException e) {
      throw openState.closedOr(e);
    }
  }
}
