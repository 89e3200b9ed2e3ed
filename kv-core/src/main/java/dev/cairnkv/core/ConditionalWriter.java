package dev.cairnkv.core;

import dev.cairnkv.Expiry;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.FrameBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the record of a key and writes what is decided by it, if it is still the latest then:
 * the index must still name the same location, and no location is used twice. Else it is looked at
 * again. So that a slow decision about a busy key comes to an end, the last tries are made while no
 * one else can write; what comes between them can only be the decision itself.
 */
final class ConditionalWriter<K, V> {
  private static final int TRIES = 8;

  private final WriteParts<K, V> parts;
  private final Runnable endWrite;

  /**
   * Makes the writer of a store.
   *
   * @param endWrite gives the lock back
   */
  ConditionalWriter(WriteParts<K, V> parts, Runnable endWrite) {
    this.parts = parts;
    this.endWrite = endWrite;
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
    parts.openState().require();
    Scratch scratch = parts.scratches().borrow();
    Fingerprint fingerprint = parts.fingerprinter().fingerprint(key, scratch.key());
    Done<V> done = null;
    for (int i = 0; i < TRIES && done == null; i++) {
      done = attempt(key, fingerprint, decision, expiry, scratch);
    }
    if (done == null) {
      done = attemptAlone(key, fingerprint, decision, expiry, scratch);
    }
    parts.scratches().giveBack(scratch);
    return done;
  }

  private Done<V> attemptAlone(
      K key, Fingerprint fingerprint, Change.Decision<V> decision, Expiry expiry, Scratch scratch) {
    parts.lock().lock();
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
    long location = parts.catalog().find(fingerprint);
    V before = read(key, fingerprint, location, scratch);
    Change<V> change = decision.decide(before);
    if (change instanceof Change.Keep<V>) {
      return new Done<>(before, change, parts.log().lastSequence());
    }
    FrameBuffer frame = scratch.frame();
    frame.begin(fingerprint);
    if (change instanceof Change.Put<V>(V value)) {
      parts.encoder().encodePut(key, value, expiry, frame);
    } else {
      frame.endPayload();
    }
    parts.lock().lock();
    try {
      parts.openState().require();
      if (!isUnchanged(fingerprint, location)) {
        return null;
      }
      long sequence =
          switch (change) {
            case Change.Put<V> _ -> parts.writer().put(key, fingerprint, frame);
            case Change.Delete<V> _ -> parts.writer().delete(key, fingerprint, frame);
            case Change.Keep<V> _ -> parts.log().lastSequence();
          };
      return new Done<>(before, change, sequence);
    } finally {
      endWrite.run();
    }
  }

  private boolean isUnchanged(Fingerprint fingerprint, long location) {
    return parts.catalog().find(fingerprint) == location;
  }

  private @Nullable V read(K key, Fingerprint fingerprint, long location, Scratch scratch) {
    try {
      parts.reader().requireNoDoubt(location);
      return parts.reader().value(key, fingerprint, location, scratch.payload());
    } catch (RuntimeException e) {
      throw parts.openState().closedOr(e);
    }
  }
}
