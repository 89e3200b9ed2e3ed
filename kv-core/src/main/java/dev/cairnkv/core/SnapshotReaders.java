package dev.cairnkv.core;

import dev.cairnkv.Snapshot;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprinter;
import dev.cairnkv.core.time.StoreClock;

/**
 * What snapshots of a store read with.
 *
 * @param fingerprinter makes fingerprints of keys
 * @param scanner begins scans
 * @param catalog what they are snapshots of
 * @param codecs make values of payloads
 * @param damages are told of what is damaged
 * @param scratches lend buffers
 * @param operations count what is read
 * @param openState whether the store is open
 */
record SnapshotReaders<K, V>(
    Fingerprinter<K> fingerprinter,
    Scanner<K, V> scanner,
    Catalog catalog,
    Codecs<K, V> codecs,
    KnownDamages damages,
    Scratch.Pool scratches,
    OperationCounters operations,
    OpenState openState) {

  /**
   * Returns a snapshot.
   *
   * @param hold what it reads
   * @param onClose lets go of that
   */
  Snapshot<K, V> read(SnapshotHold hold, Runnable onClose) {
    StoreClock clock = StoreClock.stoppedAt(hold.epochMillis());
    RecordReader<K, V> reader = new RecordReader<>(catalog, codecs, damages, clock);
    return new StoreSnapshot<>(hold, this, new SnapshotReader<>(hold.index(), reader), onClose);
  }
}
