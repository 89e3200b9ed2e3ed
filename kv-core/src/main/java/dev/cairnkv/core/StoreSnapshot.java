package dev.cairnkv.core;

import dev.cairnkv.Cursor;
import dev.cairnkv.Scan;
import dev.cairnkv.Snapshot;
import dev.cairnkv.core.fingerprint.Fingerprint;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a store held at one moment. While a method is under way, and while a cursor of it is
 * in use, it counts as in use itself, and is not taken for lost.
 */
final class StoreSnapshot<K, V> implements Snapshot<K, V> {
  private final SnapshotHold hold;
  private final SnapshotReaders<K, V> with;
  private final SnapshotReader<K, V> reader;
  private final ManyReader<K, V> manyReader;
  private final Runnable onClose;

  /**
   * Makes a snapshot.
   *
   * @param hold what it reads; let go when it is not in use any more
   * @param onClose lets it go
   */
  StoreSnapshot(
      SnapshotHold hold,
      SnapshotReaders<K, V> with,
      SnapshotReader<K, V> reader,
      Runnable onClose) {
    this.hold = hold;
    this.with = with;
    this.reader = reader;
    this.manyReader = new ManyReader<>(with.fingerprinter(), with.catalog(), reader);
    this.onClose = onClose;
  }

  @Override
  public @Nullable V get(K key) {
    Objects.requireNonNull(key, "key");
    return read(
        () -> {
          Scratch scratch = with.scratches().borrow();
          Fingerprint fingerprint = with.fingerprinter().fingerprint(key, scratch.key());
          long location = reader.locate(fingerprint);
          V value = reader.value(key, fingerprint, location, scratch.payload());
          with.scratches().giveBack(scratch);
          with.operations().read(value);
          return value;
        });
  }

  @Override
  public List<@Nullable V> getAll(List<? extends K> keys) {
    return read(
        () -> {
          Scratch scratch = with.scratches().borrow();
          List<@Nullable V> values = new ArrayList<>(keys.size());
          manyReader.addAll(keys, values, scratch);
          with.scratches().giveBack(scratch);
          with.operations().readAll(values);
          return values;
        });
  }

  @Override
  public boolean contains(K key) {
    Objects.requireNonNull(key, "key");
    return read(
        () -> {
          Scratch scratch = with.scratches().borrow();
          Fingerprint fingerprint = with.fingerprinter().fingerprint(key, scratch.key());
          boolean isThere = reader.isThere(reader.locate(fingerprint));
          with.scratches().giveBack(scratch);
          return isThere;
        });
  }

  @Override
  public long size() {
    return read(() -> hold.index().size());
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    StoreCursor.giveAll(cursor(), action);
  }

  @Override
  public Cursor<K, V> cursor() {
    return read(
        () ->
            new StoreCursor<>(
                with.catalog().index().subTables(),
                subTable -> read(() -> hold.index().slots(subTable)),
                (location, _) -> record(location)));
  }

  @Override
  public Cursor<K, V> scan(Scan<K> scan) {
    Objects.requireNonNull(scan, "scan");
    return read(
        () ->
            with.scanner()
                .scan(
                    scan,
                    new ScanSource<>(
                        hold.keys(),
                        fingerprint -> read(() -> hold.index().get(fingerprint)),
                        reader::requireNoDoubt,
                        (location, _) -> record(location))));
  }

  private @Nullable StoredRecord<K, V> record(long location) {
    return read(() -> reader.record(location));
  }

  @Override
  public long sequence() {
    return read(hold::sequence);
  }

  @Override
  public void close() {
    try {
      onClose.run();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private <T extends @Nullable Object> T read(Supplier<T> how) {
    with.openState().require();
    hold.requireOpen();
    try {
      return how.get();
    } catch (RuntimeException e) {
      throw with.openState().isClosed() ? with.openState().closedOr(e) : hold.closedOr(e);
    } finally {
      Reference.reachabilityFence(this);
    }
  }
}
