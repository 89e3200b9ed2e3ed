package dev.cairnkv.core;

import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.core.order.KeyOrder;
import dev.cairnkv.core.order.OrderedKeys;
import java.util.List;

/**
 * Appends frames and makes them the latest of their keys. For one thread at a time, which the
 * caller sees to. Each method returns the sequence of the last frame.
 *
 * <p>The order of keys is made before anything is appended, and published after the index: so if
 * there is no memory for it, nothing was written.
 */
final class RecordWriter<K> {
  private final ShardLog log;
  private final Catalog catalog;
  private final KeyOrder<K> order;
  private final Runnable afterWrite;
  private boolean publishingBatch;

  RecordWriter(ShardLog log, Catalog catalog, KeyOrder<K> order, Runnable afterWrite) {
    this.log = log;
    this.catalog = catalog;
    this.order = order;
    this.afterWrite = afterWrite;
  }

  long put(K key, Fingerprint fingerprint, FrameBuffer frame) {
    OrderedKeys keys = order.with(order.keys(), fingerprint, key);
    long location = log.append(FrameKind.PUT, frame);
    publish(fingerprint, location);
    order.publish(keys);
    return written();
  }

  long delete(K key, Fingerprint fingerprint, FrameBuffer frame) {
    OrderedKeys keys = order.without(order.keys(), fingerprint, key);
    log.append(FrameKind.TOMBSTONE, frame);
    forget(fingerprint);
    order.publish(keys);
    return written();
  }

  /** All are appended before one is seen: if the storage is full in between, none has happened. */
  long write(List<PreparedWrite<K>> writes) {
    OrderedKeys keys = order.keys();
    for (PreparedWrite<K> write : writes) {
      keys =
          write.kind() == FrameKind.PUT
              ? order.with(keys, write.fingerprint(), write.key())
              : order.without(keys, write.fingerprint(), write.key());
    }
    long[] locations = appendAll(writes);
    publishingBatch = true;
    try {
      for (int i = 0; i < locations.length; i++) {
        apply(writes.get(i), locations[i]);
      }
    } finally {
      order.publish(keys); // the log has all of them, also if the index could not take one
    }
    publishingBatch = false;
    return written();
  }

  /**
   * Refuses to go on if only a part of a batch could be published.
   *
   * @throws StorePoisonedException if so
   */
  void requireWholeBatches() {
    if (publishingBatch) {
      log.requireWritable();
    }
  }

  private long[] appendAll(List<PreparedWrite<K>> writes) {
    long[] locations = new long[writes.size()];
    int appended = 0;
    try {
      while (appended < locations.length) {
        PreparedWrite<K> write = writes.get(appended);
        locations[appended++] = log.append(write.kind(), write.frame());
      }
      return locations;
    } catch (Throwable e) {
      catalog.markBrokenBatch(locations);
      throw e;
    }
  }

  private void apply(PreparedWrite<K> write, long location) {
    switch (write.kind()) {
      case PUT -> publish(write.fingerprint(), location);
      case TOMBSTONE -> forget(write.fingerprint());
      case SEAL -> throw new IllegalStateException("a seal is no write");
    }
  }

  private void publish(Fingerprint fingerprint, long location) {
    try {
      catalog.publish(fingerprint, location);
    } catch (Throwable e) {
      throw log.poison(e); // the log has it and the index has not: out of memory, most likely
    }
  }

  private void forget(Fingerprint fingerprint) {
    try {
      catalog.forget(fingerprint);
    } catch (Throwable e) {
      throw log.poison(e); // as above: what is behind it may have to be loaded first
    }
  }

  private long written() {
    long sequence = log.lastSequence();
    afterWrite.run();
    return sequence;
  }
}
