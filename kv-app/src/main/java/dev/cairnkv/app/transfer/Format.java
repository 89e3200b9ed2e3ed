package dev.cairnkv.app.transfer;

import java.util.Locale;
import java.util.Optional;

/** The formats that can be imported. */
public enum Format {
  /** One JSON object a line. */
  JSONL,

  /** Comma-separated values with a header row, RFC 4180. */
  CSV,

  /** Tab-separated values with a header row, without quotes. */
  TSV;

  private static final String COMPRESSED = ".gz";

  /** Returns the format that the ending of a file's name stands for, {@code .gz} left aside. */
  public static Optional<Format> ofFileName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String plain =
        isCompressed(lower) ? lower.substring(0, lower.length() - COMPRESSED.length()) : lower;
    return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
      case "jsonl", "ndjson" -> Optional.of(JSONL);
      case "csv" -> Optional.of(CSV);
      case "tsv", "tab" -> Optional.of(TSV);
      default -> Optional.empty();
    };
  }

  /** Returns whether a file's name says that it is compressed by gzip. */
  public static boolean isCompressed(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(COMPRESSED);
  }

  char separator() {
    return this == TSV ? '\t' : ',';
  }

  boolean quoted() {
    return this == CSV;
  }
}
