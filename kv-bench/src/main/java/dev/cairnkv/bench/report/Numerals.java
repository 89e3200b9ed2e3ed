package dev.cairnkv.bench.report;

import java.util.Locale;

/** Writes numbers for people. */
final class Numerals {

  private Numerals() {}

  /** Returns a number with about three digits that count. */
  static String format(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    if (size >= 10) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    return String.format(Locale.ROOT, size >= 1 || size == 0 ? "%.2f" : "%.3f", value);
  }
}
