package dev.cairnkv.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Writes numbers for people. */
final class Numerals {

  private static final int DIGITS = 3;

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
    if (size >= 1 || size == 0) {
      return String.format(Locale.ROOT, "%.2f", value);
    }
    return new BigDecimal(value).round(new MathContext(DIGITS)).toPlainString();
  }
}
