package dev.cairnkv.app.cli;

import java.util.function.ToLongFunction;

/**
 * Draws how much of something each {@link Share} is.
 *
 * @param width the cells of a whole bar
 * @param colors whether the shares have colours besides their cells
 */
record Bar(int width, boolean colors) {

  /** Returns a bar as long as the shares together are of {@code wholeBytes}. */
  String of(ToLongFunction<Share> bytes, long wholeBytes) {
    int[] cells = cells(bytes, wholeBytes);
    StringBuilder bar = new StringBuilder();
    Share[] shares = Share.values();
    for (int i = 0; i < shares.length; i++) {
      append(bar, shares[i], cells[i]);
    }
    return bar.toString();
  }

  /** Returns what each cell means. */
  String legend() {
    StringBuilder legend = new StringBuilder();
    for (Share share : Share.values()) {
      legend.append(legend.isEmpty() ? "" : "  ");
      append(legend, share, 1);
      legend.append(' ').append(share.label());
    }
    return legend.toString();
  }

  private void append(StringBuilder bar, Share share, int cells) {
    if (cells == 0) {
      return;
    }
    String drawn = String.valueOf(share.cell()).repeat(cells);
    bar.append(colors ? share.style().on() + drawn + share.style().off() : drawn);
  }

  /** Rounds so that the cells sum up, and that nothing which is there has none. */
  private int[] cells(ToLongFunction<Share> bytes, long wholeBytes) {
    Share[] shares = Share.values();
    int[] cells = new int[shares.length];
    long before = 0;
    int largest = 0;
    int drawn = 0;
    for (int i = 0; i < shares.length; i++) {
      long until = before + bytes.applyAsLong(shares[i]);
      cells[i] = cell(until, wholeBytes) - cell(before, wholeBytes);
      if (cells[i] == 0 && until > before) {
        cells[i] = 1;
        drawn++;
      }
      largest = cells[i] > cells[largest] ? i : largest;
      before = until;
    }
    if (drawn > 0) {
      cells[largest] = Math.max(1, cells[largest] - drawn);
    }
    return cells;
  }

  private int cell(long bytes, long wholeBytes) {
    return wholeBytes == 0 ? 0 : (int) Math.round((double) bytes * width / wholeBytes);
  }
}
