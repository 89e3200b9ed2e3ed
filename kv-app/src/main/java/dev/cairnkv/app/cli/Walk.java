package dev.cairnkv.app.cli;

import dev.cairnkv.CodecException;
import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.Cursor;
import dev.cairnkv.KeyValue;
import dev.cairnkv.KvStore;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A walk over all records that reports the unreadable ones and goes on behind them. */
final class Walk {
  private final Streams streams;
  private final RecordBar bar;
  private long unreadable;

  Walk(Streams streams, RecordBar bar) {
    this.streams = streams;
    this.bar = bar;
  }

  /** What is done with each record. */
  @FunctionalInterface
  interface Action {
    /** Takes a record; returns whether to go on. */
    boolean take(KeyValue<byte[], byte[]> pair, @Nullable Instant expiry) throws IOException;
  }

  /** Walks until the end, or until the action has enough; returns the {@link ExitCode}. */
  int over(KvStore<byte[], byte[]> store, Action action) throws IOException {
    return over(store.cursor(), action);
  }

  /** The same for the records of a cursor, which is closed. */
  int over(Cursor<byte[], byte[]> records, Action action) throws IOException {
    try (records) {
      while (takeNext(records, action)) {}
    }
    return unreadable == 0 ? ExitCode.DONE : ExitCode.STORE_ERROR;
  }

  private boolean takeNext(Cursor<byte[], byte[]> cursor, Action action) throws IOException {
    KeyValue<byte[], byte[]> pair;
    Interruption.check();
    try {
      if (!cursor.hasNext()) {
        return false;
      }
      pair = cursor.next();
    } catch (CorruptFrameException | CodecException e) {
      unreadable++;
      streams.message(String.valueOf(e.getMessage()));
      return true;
    }
    bar.step();
    return action.take(pair, cursor.expiry());
  }
}
