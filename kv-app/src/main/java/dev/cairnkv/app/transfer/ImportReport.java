package dev.cairnkv.app.transfer;

import java.util.List;

/**
 * What an import did.
 *
 * @param records the records imported
 * @param bytes the bytes of their keys and values
 * @param badLines the lines, or rows of lines, that were left out
 * @param firstBadLines the first {@value Importer#BAD_LINES_IN_FULL} of them, each with its number
 *     and the reason
 */
public record ImportReport(long records, long bytes, long badLines, List<String> firstBadLines) {

  /** Makes the list unmodifiable. */
  public ImportReport {
    firstBadLines = List.copyOf(firstBadLines);
  }
}
