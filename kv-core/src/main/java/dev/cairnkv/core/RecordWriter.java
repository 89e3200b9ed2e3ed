package dev.cairnkv.core;

import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.log.ShardLog;
import java.util.List;

/**
 * Appends frames and makes them the latest of their keys. For one thread at a time, which the
 * caller sees to. Each method returns the sequence of the last frame.
 */
final class RecordWriter {
  private final ShardLog log;
  private final Catalog catalog;
  private final Runnable afterWrite;
  private boolean publishingBatch;

  RecordWriter(ShardLog log, Catalog catalog, Runnable afterWrite) {
    this.log = log;
    this.catalog = catalog;
    this.afterWrite = afterWrite;
  }

  long put(Fingerprint fingerprint, FrameBuffer frame) {
    long location = log.append(FrameKind.PUT, frame);
    publish(fingerprint, location);
    return written();
  }

  long delete(Fingerprint fingerprint, FrameBuffer frame) {
    log.append(FrameKind.TOMBSTONE, frame);
    forget(fingerprint);
    return written();
  }

  /** All are appended before one is seen: if the storage is full in between, none has happened. */
  long write(List<PreparedWrite> writes) {
    long[] locations = appendAll(writes);
    publishingBatch = true;
    for (int i = 0; i < locations.length; i++) {
      apply(writes.get(i), locations[i]);
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

  private long[] appendAll(List<PreparedWrite> writes) {
    long[] locations = new long[writes.size()];
    int appended = 0;
    try {
      while (appended < locations.length) {
        PreparedWrite write = writes.get(appended);
        locations[appended++] = log.append(write.kind(), write.frame());
      }
      return locations;
    } catch (Throwable e) {
      catalog.markBrokenBatch(locations);
      throw e;
    }
  }

  private void apply(PreparedWrite write, long location) {
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
