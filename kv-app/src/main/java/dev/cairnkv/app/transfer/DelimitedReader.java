package dev.cairnkv.app.transfer;

import dev.cairnkv.KeyValue;
import dev.cairnkv.app.config.Suggestion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Reads rows under a header row as records: one column is the key, the whole row as a compact JSON
 * object of strings is the value.
 */
final class DelimitedReader implements RecordReader {
  private final DelimitedRows rows;
  private final List<String> columns;
  private final int keyIndex;

  private DelimitedReader(DelimitedRows rows, List<String> columns, int keyIndex) {
    this.rows = rows;
    this.columns = columns;
    this.keyIndex = keyIndex;
  }

  /**
   * Makes a reader behind the header row.
   *
   * @param name the name of the file, for messages
   * @param key the column that is the key, or {@code null} for the one called {@code key}
   * @throws WrongUsageException if the header row is missing or has no such column
   */
  static DelimitedReader open(DelimitedRows rows, String name, @Nullable String key)
      throws IOException {
    List<String> columns = header(rows, name);
    int index = columns.indexOf(key == null ? Json.KEY : key);
    if (index < 0) {
      String missing =
          key == null
              ? "no column \"key\"; say with --key which column is the key"
              : "no column \"%s\"%s".formatted(key, Suggestion.didYouMean(key, columns));
      throw new WrongUsageException(
          "%s: %s (columns: %s)".formatted(name, missing, String.join(", ", columns)));
    }
    return new DelimitedReader(rows, columns, index);
  }

  @Override
  public long firstLineNumber() {
    return rows.firstLineNumber();
  }

  @Override
  public long lastLineNumber() {
    return rows.lastLineNumber();
  }

  @Override
  public @Nullable KeyValue<byte[], byte[]> next() throws IOException, BadLineException {
    List<String> row = rows.next();
    if (row == null) {
      return null;
    }
    if (row.size() != columns.size()) {
      throw new BadLineException(
          "expected %d columns, found %d".formatted(columns.size(), row.size()));
    }
    String key = row.get(keyIndex);
    if (key.isEmpty()) {
      throw new BadLineException("the key column \"%s\" is empty".formatted(columns.get(keyIndex)));
    }
    return new KeyValue<>(key.getBytes(StandardCharsets.UTF_8), object(row));
  }

  @Override
  public @Nullable Instant expiry() {
    return null; // a row is a value as a whole
  }

  private byte[] object(List<String> row) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), object)) {
      json.writeStartObject();
      for (int i = 0; i < row.size(); i++) {
        json.writeStringProperty(columns.get(i), row.get(i));
      }
      json.writeEndObject();
    }
    return object.toByteArray();
  }

  private static List<String> header(DelimitedRows rows, String name) throws IOException {
    List<String> header;
    try {
      header = rows.next();
    } catch (BadLineException e) {
      throw new WrongUsageException(
          "%s:%d: %s".formatted(name, rows.firstLineNumber(), e.getMessage()));
    }
    if (header == null) {
      throw new WrongUsageException(name + ": expected a header row, found an empty file");
    }
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!seen.add(column)) {
        throw new WrongUsageException(
            "%s:%d: the column \"%s\" comes twice in the header row; rename one of them"
                .formatted(name, rows.firstLineNumber(), column));
      }
    }
    return header;
  }
}
