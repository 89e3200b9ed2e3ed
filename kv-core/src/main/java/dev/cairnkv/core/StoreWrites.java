package dev.cairnkv.core;

import dev.cairnkv.Batch;
import dev.cairnkv.Durability;
import dev.cairnkv.WriteOptions;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.fingerprint.Fingerprinter;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.log.ShardLog;
import java.util.List;
import java.util.Objects;

/**
 * Writes to a store: encoded by any number of threads at once, appended and published by one at a
 * time, which has the write lock.
 */
final class StoreWrites<K, V> {
  private final OpenState openState;
  private final Scratch.Pool scratches;
  private final Fingerprinter<K> fingerprinter;
  private final LatestReader<K, V> reader;
  private final RecordEncoder<K, V> encoder;
  private final BriefLock writeLock;
  private final RecordWriter<K> writer;
  private final ShardLog log;
  private final Catalog catalog;
  private final ConditionalWriter<K, V> conditionalWriter;
  private final OperationCounters operations;
  private final Durability durability;
  private final Runnable whenFull;
  private final Runnable afterwards;

  /**
   * Makes the writes of a store.
   *
   * @param durability what a write has survived that does not say so itself
   * @param whenFull is called under the lock when there was no room for a new shard
   * @param afterwards is called after each write, without the lock unless a function has it
   */
  StoreWrites(
      WriteParts<K, V> parts,
      OperationCounters operations,
      Durability durability,
      Runnable whenFull,
      Runnable afterwards) {
    this.openState = parts.openState();
    this.scratches = parts.scratches();
    this.fingerprinter = parts.fingerprinter();
    this.reader = parts.reader();
    this.encoder = parts.encoder();
    this.writeLock = parts.lock();
    this.writer = parts.writer();
    this.log = parts.log();
    this.catalog = parts.catalog();
    this.operations = operations;
    this.durability = durability;
    this.whenFull = whenFull;
    this.afterwards = afterwards;
    this.conditionalWriter = new ConditionalWriter<>(parts, this::endWrite);
  }

  void put(K key, V value, WriteOptions how) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    openState.require();
    Scratch scratch = scratches.borrow();
    Fingerprint fingerprint = fingerprinter.fingerprint(key, scratch.key());
    FrameBuffer frame = scratch.frame();
    frame.begin(fingerprint);
    encoder.encodePut(key, value, how.expiry(), frame);

    long sequence;
    writeLock.lock();
    try {
      openState.require();
      sequence = writer.put(key, fingerprint, frame);
    } finally {
      endWrite();
    }
    operations.put();
    scratches.giveBack(scratch);
    awaitDurable(sequence, how);
  }

  boolean delete(K key, WriteOptions how) {
    Objects.requireNonNull(key, "key");
    openState.require();
    Scratch scratch = scratches.borrow();
    Fingerprint fingerprint = fingerprinter.fingerprint(key, scratch.key());
    FrameBuffer frame = scratch.frame();
    frame.begin(fingerprint);
    frame.endPayload();
    long seen = catalog.find(fingerprint);
    boolean expired = isKnownExpired(seen);

    long location;
    long sequence;
    writeLock.lock();
    try {
      openState.require();
      location = catalog.find(fingerprint);
      expired = location == seen ? expired : isKnownExpired(location);
      boolean isThere = location != Location.NONE || catalog.isDoubtful(location);
      // Also where there is nothing to delete: an earlier deletion may not be synced yet.
      sequence = isThere ? writer.delete(key, fingerprint, frame) : log.lastSequence();
    } finally {
      endWrite();
    }
    scratches.giveBack(scratch);
    boolean wasThere = location != Location.NONE && !expired;
    if (wasThere) {
      operations.delete();
    }
    awaitDurable(sequence, how);
    return wasThere;
  }

  void write(Batch<? extends K, ? extends V> batch, WriteOptions how) {
    openState.require();
    List<PreparedWrite<K>> writes = encoder.encode(batch, how.expiry());
    if (writes.isEmpty()) {
      return;
    }
    long sequence;
    writeLock.lock();
    try {
      openState.require();
      sequence = writer.write(writes);
    } finally {
      endWrite();
    }
    operations.write(writes);
    awaitDurable(sequence, how);
  }

  /** Does what is decided by the value of a key, as one step. */
  ConditionalWriter.Done<V> change(K key, Change.Decision<V> decision, WriteOptions how) {
    Objects.requireNonNull(key, "key");
    ConditionalWriter.Done<V> done = conditionalWriter.write(key, decision, how.expiry());
    operations.change(done.change());
    awaitDurable(done.sequence(), how);
    return done;
  }

  private void endWrite() {
    if (log.lacksRoom() && !openState.isClosed()) {
      whenFull.run();
    }
    writeLock.unlock();
  }

  private boolean isKnownExpired(long location) {
    try {
      return reader.isKnownExpired(location);
    } catch (RuntimeException e) {
      throw openState.closedOr(e);
    }
  }

  private void awaitDurable(long sequence, WriteOptions how) {
    Durability own = how.durability();
    if ((own == null ? durability : own) == Durability.SYNCED) {
      log.sync(sequence);
    }
    afterwards.run();
  }
}
