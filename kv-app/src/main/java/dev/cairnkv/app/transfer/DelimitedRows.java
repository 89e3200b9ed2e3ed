package dev.cairnkv.app.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Reads rows of fields. In CSV (RFC 4180) a field may be quoted and then hold separators, quotes
 * and line breaks; in TSV (text/tab-separated-values) a quote is a character like any other. Empty
 * lines are skipped.
 *
 * <p>Each row is cut out before it is parsed, so that a malformed one spoils no other and every row
 * is known by its line.
 */
final class DelimitedRows {
  private final LineReader line;
  private final Format format;
  private final ObjectReader parsers;
  private long firstLineNumber;

  DelimitedRows(LineReader line, Format format) {
    this.line = line;
    this.format = format;
    CsvSchema.Builder schema = CsvSchema.builder().setColumnSeparator(format.separator());
    if (!format.quoted()) {
      schema.disableQuoteChar();
    }
    this.parsers = CsvMapper.builder().build().reader(schema.build());
  }

  /** Returns the number of the line where the last row begins. */
  long firstLineNumber() {
    return firstLineNumber;
  }

  /** Returns the number of the line where the last row ends. */
  long lastLineNumber() {
    return line.lineNumber();
  }

  /**
   * Returns the fields of the next row, or {@code null} at the end.
   *
   * @throws BadLineException if it is malformed; the call after that goes on behind it
   */
  @Nullable List<String> next() throws IOException, BadLineException {
    do {
      if (!line.next()) {
        return null;
      }
    } while (line.length() == 0 && !line.tooLong());
    firstLineNumber = line.lineNumber();
    boolean complete = !format.quoted() || readToClosingQuote();
    if (line.tooLong()) {
      throw new BadLineException("longer than the " + line.maxBytes() + " bytes allowed");
    }
    if (!complete) {
      throw new BadLineException("a quote is opened and never closed");
    }
    Text.requireText(line);
    return parse();
  }

  private boolean readToClosingQuote() throws IOException {
    QuoteScanner quotes = new QuoteScanner(format.separator());
    while (quotes.isOpen(line.array(), line.length())) {
      if (line.tooLong() || !line.append()) {
        return false;
      }
    }
    return true;
  }

  private List<String> parse() throws BadLineException {
    List<String> fields = new ArrayList<>();
    try (JsonParser parser = parsers.createParser(line.array(), 0, line.length())) {
      parser.nextToken();
      JsonToken token = parser.nextToken();
      while (token != null && token != JsonToken.END_ARRAY) {
        fields.add(parser.getString());
        token = parser.nextToken();
      }
    } catch (JacksonException e) {
      throw new BadLineException("malformed: " + e.getOriginalMessage());
    }
    return fields;
  }
}
