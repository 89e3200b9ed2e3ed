package dev.cairnkv.app.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Sets rows as text, each column as wide as it must be.
 *
 * @param headings what stands above the columns
 * @param leftColumns the columns that are set to the left; figures are set to the right
 */
record TextTable(List<String> headings, List<Integer> leftColumns) {

  /** Returns the lines of the headings and the rows. */
  String of(List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    all.add(headings);
    all.addAll(rows);
    int[] widths = new int[headings.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : all) {
      text.append(line(row, widths)).append('\n');
    }
    return text.toString();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - row.get(i).length());
      line.append(i == 0 ? "" : "  ")
          .append(leftColumns.contains(i) ? row.get(i) + padding : padding + row.get(i));
    }
    return line.toString().stripTrailing();
  }
}
