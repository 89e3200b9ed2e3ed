package dev.cairnkv.bench;

import java.util.Locale;

/** Reads sizes such as {@code 512m}. */
final class Sizes {

  private Sizes() {}

  /**
   * Returns the bytes.
   *
   * @throws UsageException if it is no size
   */
  static long parse(String option, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int shift =
        switch (lower.isEmpty() ? ' ' : lower.charAt(lower.length() - 1)) {
          case 'k' -> 10;
          case 'm' -> 20;
          case 'g' -> 30;
          default -> 0;
        };
    String digits = shift == 0 ? lower : lower.substring(0, lower.length() - 1);
    if (!digits.matches("[1-9][0-9]{0,8}")) {
      throw new UsageException(option + " must be a size such as 512m, but is '" + text + "'");
    }
    return Long.parseLong(digits) << shift;
  }
}
