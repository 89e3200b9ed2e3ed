package dev.cairnkv.app.transfer;

import dev.cairnkv.CodecException;
import dev.cairnkv.Expiry;
import dev.cairnkv.KeyFormatException;
import dev.cairnkv.KeyValue;
import dev.cairnkv.KvStore;
import dev.cairnkv.RecordTooLargeException;
import dev.cairnkv.WriteOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts everything that a {@link RecordReader} reads into a store. Lines that cannot be imported are
 * counted, and the rest goes on; a store that fails ends the import.
 */
public final class Importer {

  /** How many bad lines, or rows of bad lines, a report has in full. */
  public static final int BAD_LINES_IN_FULL = 20;

  private final KvStore<byte[], byte[]> store;
  private final List<String> firstBadLines = new ArrayList<>();
  private volatile long records;
  private long bytes;
  private long badLines;
  private long furtherBadLines;

  /** Makes an importer into {@code store}. */
  public Importer(KvStore<byte[], byte[]> store) {
    this.store = store;
  }

  /**
   * Imports everything there is. What {@link #report} says holds after an exception too.
   *
   * @throws InterruptedIOException if the thread is interrupted
   */
  public void run(RecordReader source) throws IOException {
    while (takeOne(source)) {
      if (Thread.interrupted()) {
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  /** Returns what was done so far. */
  public ImportReport report() {
    return new ImportReport(records, bytes, badLines, firstBadLines, furtherBadLines);
  }

  /** Returns how many records were imported so far; any thread may ask. */
  public long records() {
    return records;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private boolean takeOne(RecordReader source) throws IOException {
    try {
      KeyValue<byte[], byte[]> found = source.next();
      if (found == null) {
        return false;
      }
      Instant expiry = source.expiry();
      store.put(
          found.key(),
          found.value(),
          expiry == null
              ? WriteOptions.defaults()
              : WriteOptions.defaults().withExpiry(Expiry.at(expiry)));
      records++;
      bytes += found.key().length + (long) found.value().length;
    } catch (BadLineException | RecordTooLargeException | CodecException | KeyFormatException e) {
      long lines = source.lastLineNumber() - source.firstLineNumber() + 1;
      badLines += lines;
      if (firstBadLines.size() < BAD_LINES_IN_FULL) {
        firstBadLines.add(where(source) + ": " + e.getMessage());
      } else {
        furtherBadLines += lines;
      }
    }
    return true;
  }

  private static String where(RecordReader source) {
    long first = source.firstLineNumber();
    long last = source.lastLineNumber();
    return first == last ? "line " + first : "lines " + first + " to " + last;
  }
}
