package dev.cairnkv.core;

import dev.cairnkv.KeyValue;
import dev.cairnkv.core.frame.FrameHeader;

/**
 * A record that was read.
 *
 * @param content its key and value
 * @param expiryEpochMillis see {@link FrameHeader#expiryEpochMillis}
 */
record StoredRecord<K, V>(KeyValue<K, V> content, long expiryEpochMillis) {}
