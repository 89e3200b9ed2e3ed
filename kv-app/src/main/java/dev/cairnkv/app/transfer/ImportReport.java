package dev.cairnkv.app.transfer;

import java.util.List;

/**
 * What an import did.
 *
 * @param records the records imported
 * @param bytes the bytes of their keys and values
 * @param badLines the lines that were left out; a row that spans lines counts with all of them
 * @param firstBadLines the first {@value Importer#BAD_LINES_IN_FULL} of them, or of their rows,
 *     each with its number and the reason
 * @param furtherBadLines the bad lines that {@code firstBadLines} does not tell of
 */
public record ImportReport(
    long records, long bytes, long badLines, List<String> firstBadLines, long furtherBadLines) {

  /** Makes the list unmodifiable. */
  public ImportReport {
    firstBadLines = List.copyOf(firstBadLines);
  }
}
