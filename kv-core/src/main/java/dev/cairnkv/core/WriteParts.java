package dev.cairnkv.core;

import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprinter;
import dev.cairnkv.core.log.ShardLog;

/**
 * What a write goes through, in this order but for the lock.
 *
 * @param openState tells whether the store is open
 * @param scratches lend memory to encode into
 * @param fingerprinter makes the fingerprint of the key
 * @param reader reads the latest record of the key
 * @param encoder makes the frame
 * @param lock is held while the frame is appended and published
 * @param writer appends and publishes
 * @param log is appended to
 * @param catalog is published in
 */
record WriteParts<K, V>(
    OpenState openState,
    Scratch.Pool scratches,
    Fingerprinter<K> fingerprinter,
    LatestReader<K, V> reader,
    RecordEncoder<K, V> encoder,
    BriefLock lock,
    RecordWriter<K> writer,
    ShardLog log,
    Catalog catalog) {}
