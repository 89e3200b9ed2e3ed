package dev.cairnkv.core;

import dev.cairnkv.Cursor;
import dev.cairnkv.KeyValue;
import dev.cairnkv.core.frame.FrameHeader;
import java.time.Instant;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A cursor that is one record ahead: so it knows whether there is one, as some may be gone. */
abstract class AheadCursor<K, V> implements Cursor<K, V> {
  private boolean isAtEnd;
  private @Nullable StoredRecord<K, V> read;
  private @Nullable StoredRecord<K, V> last;
  private @Nullable RuntimeException failure;

  /** Goes to what comes next; returns whether there is something. */
  abstract boolean goOn();

  /** Reads what it went to: a record, or null if it is gone. What it throws, the user gets. */
  abstract @Nullable StoredRecord<K, V> read();

  @Override
  public final boolean hasNext() {
    while (!isAtEnd && read == null && failure == null) {
      if (goOn()) {
        readAhead();
      } else {
        isAtEnd = true;
      }
    }
    return !isAtEnd;
  }

  private void readAhead() {
    try {
      read = read();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  @Override
  public final KeyValue<K, V> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the cursor has given all keys");
    }
    StoredRecord<K, V> given = read;
    RuntimeException thrown = failure;
    read = null;
    failure = null;
    if (thrown != null || given == null) {
      throw thrown == null ? new IllegalStateException("there is a record") : thrown;
    }
    last = given;
    return given.content();
  }

  @Override
  public final @Nullable Instant expiry() {
    if (last == null) {
      throw new IllegalStateException("the cursor has given no record yet; call next before");
    }
    long expiry = last.expiryEpochMillis();
    return expiry == FrameHeader.NO_EXPIRY ? null : Instant.ofEpochMilli(expiry);
  }

  @Override
  public void close() {
    isAtEnd = true;
  }
}
