package dev.cairnkv.bench.workload;

/** What a figure is given in. */
public enum Unit {
  /** More is better. */
  MILLION_PER_SECOND("M/s", true),

  /** More is better. */
  PER_SECOND("/s", true),

  /** Less is better. */
  MILLISECONDS("ms", false),

  /** Less is better. */
  MICROSECONDS("µs", false),

  /** Less is better. */
  MEBIBYTES("MiB", false),

  /** Less is better. */
  BYTES("B", false),

  /** Less is better. */
  TIMES("×", false);

  private final String symbol;
  private final boolean moreIsBetter;

  Unit(String symbol, boolean moreIsBetter) {
    this.symbol = symbol;
    this.moreIsBetter = moreIsBetter;
  }

  /** Returns how it is written behind a figure. */
  public String symbol() {
    return symbol;
  }

  /** Returns whether a larger figure is the better one. */
  public boolean moreIsBetter() {
    return moreIsBetter;
  }
}
