package dev.cairnkv.core;

import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.order.OrderedKeys;
import java.util.function.ToLongFunction;

/**
 * What a scan reads.
 *
 * @param keys the keys
 * @param index says where the record of a key is
 * @param doubt throws if damage may have hit a record of any key
 * @param reader reads records
 */
record ScanSource<K, V>(
    OrderedKeys keys,
    ToLongFunction<Fingerprint> index,
    Runnable doubt,
    StoreCursor.Reader<K, V> reader) {}
