package dev.cairnkv.core;

import dev.cairnkv.Expiry;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.fingerprint.Fingerprinter;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.log.ShardLog;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the record of a key and writes what is decided by it, if it is still the latest then:
 * the index must still name the same location, and no location is used twice. Else it is looked at
 * again. So that a slow decision about a busy key comes to an end, the last tries are made while no
 * one else can write; what comes between them can only be the decision itself.
 */
final class ConditionalWriter<K, V> {
  private static final int TRIES = 8;

  private final Fingerprinter<K> fingerprinter;
  private final Catalog catalog;
  private final ShardLog log;
  private final LatestReader<K, V> reader;
  private final RecordEncoder<K, V> encoder;
  private final RecordWriter<K> writer;
  private final Scratch.Pool scratches;
  private final BriefLock writeLock;
  private final Runnable endWrite;
  private final OpenState openState;

  ConditionalWriter(
      Fingerprinter<K> fingerprinter,
      Catalog catalog,
      ShardLog log,
      LatestReader<K, V> reader,
      RecordEncoder<K, V> encoder,
      RecordWriter<K> writer,
      Scratch.Pool scratches,
      BriefLock writeLock,
      Runnable endWrite,
      OpenState openState) {
    this.fingerprinter = fingerprinter;
    this.catalog = catalog;
    this.log = log;
    this.reader = reader;
    this.encoder = encoder;
    this.writer = writer;
    this.scratches = scratches;
    this.writeLock = writeLock;
    this.endWrite = endWrite;
    this.openState = openState;
  }

  /**
   * What was done.
   *
   * @param before the value that was there, or null
   * @param change what was decided
   * @param sequence a sequence that is not before what was seen and written
   */
  record Done<V>(@Nullable V before, Change<V> change, long sequence) {
    boolean changed() {
      return !(change instanceof Change.Keep<V>);
    }

    @Nullable V after() {
      return change instanceof Change.Put<V>(V value) ? value : null;
    }
  }

  /** Does what is decided. Nothing is written if this or the decision throws before it is made. */
  Done<V> write(K key, Change.Decision<V> decision, Expiry expiry) {
    openState.require();
    Scratch scratch = scratches.borrow();
    Fingerprint fingerprint = fingerprinter.fingerprint(key, scratch.key());
    Done<V> done = null;
    for (int i = 0; i < TRIES && done == null; i++) {
      done = attempt(key, fingerprint, decision, expiry, scratch);
    }
    if (done == null) {
      done = attemptAlone(key, fingerprint, decision, expiry, scratch);
    }
    scratches.giveBack(scratch);
    return done;
  }

  private Done<V> attemptAlone(
      K key, Fingerprint fingerprint, Change.Decision<V> decision, Expiry expiry, Scratch scratch) {
    writeLock.lock();
    try {
      for (int i = 0; i < TRIES; i++) {
        Done<V> done = attempt(key, fingerprint, decision, expiry, scratch);
        if (done != null) {
          return done;
        }
      }
      throw new IllegalStateException(
          "a function that is given the value of a key must not write that key itself, but it did;"
              + " return the new value instead");
    } finally {
      endWrite.run();
    }
  }

  /** Returns null if another write came between. */
  private @Nullable Done<V> attempt(
      K key, Fingerprint fingerprint, Change.Decision<V> decision, Expiry expiry, Scratch scratch) {
    long location = catalog.find(fingerprint);
    V before = read(key, fingerprint, location, scratch);
    Change<V> change = decision.decide(before);
    if (change instanceof Change.Keep<V>) {
      return new Done<>(before, change, log.lastSequence());
    }
    FrameBuffer frame = scratch.frame();
    frame.begin(fingerprint);
    if (change instanceof Change.Put<V>(V value)) {
      encoder.encodePut(key, value, expiry, frame);
    } else {
      frame.endPayload();
    }
    writeLock.lock();
    try {
      openState.require();
      if (!isUnchanged(fingerprint, location)) {
        return null;
      }
      long sequence =
          switch (change) {
            case Change.Put<V> _ -> writer.put(key, fingerprint, frame);
            case Change.Delete<V> _ -> writer.delete(key, fingerprint, frame);
            case Change.Keep<V> _ -> log.lastSequence();
          };
      return new Done<>(before, change, sequence);
    } finally {
      endWrite.run();
    }
  }

  private boolean isUnchanged(Fingerprint fingerprint, long location) {
    return catalog.find(fingerprint) == location;
  }

  private @Nullable V read(K key, Fingerprint fingerprint, long location, Scratch scratch) {
    try {
      reader.requireNoDoubt(location);
      return reader.value(key, fingerprint, location, scratch.payload());
    } catch (RuntimeException e) {
      throw openState.closedOr(e);
    }
  }
}
