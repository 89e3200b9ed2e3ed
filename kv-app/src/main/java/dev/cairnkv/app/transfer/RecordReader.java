package dev.cairnkv.app.transfer;

import dev.cairnkv.KeyValue;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads keys and values from lines of text. */
public sealed interface RecordReader permits JsonLinesReader, DelimitedReader {

  /**
   * Makes a reader. For CSV and TSV the header row is read at once.
   *
   * @param source what is read; the caller closes it
   * @param format its format
   * @param name its name, for messages
   * @param key the field or column that is the key, or {@code null} if none was named
   * @param maxLineBytes a longer line is a bad one
   * @throws WrongUsageException if the header row is missing or has no such column
   */
  static RecordReader open(
      InputStream source, Format format, String name, @Nullable String key, int maxLineBytes)
      throws IOException {
    LineReader line = new LineReader(source, maxLineBytes);
    return switch (format) {
      case JSONL -> new JsonLinesReader(line, key);
      case CSV, TSV -> DelimitedReader.open(new DelimitedRows(line, format), name, key);
    };
  }

  /**
   * Returns the next key and value, or {@code null} at the end.
   *
   * @throws BadLineException if the next line is no record; the call after that goes on behind it
   */
  @Nullable KeyValue<byte[], byte[]> next() throws IOException, BadLineException;

  /** Returns when what was read last expires, or {@code null} if it does not. */
  @Nullable Instant expiry();

  /** Returns the number of the line, from 1, where what was read last begins. */
  long firstLineNumber();

  /** Returns the number of the line where what was read last ends. */
  long lastLineNumber();
}
