package dev.cairnkv.app.cli;

import dev.cairnkv.app.transfer.Text;
import java.util.HexFormat;
import java.util.Locale;

/** Shows bytes and figures to people. */
final class Printable {
  private static final HexFormat HEX = HexFormat.of();
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

  private static final String[] TIME_UNITS = {"µs", "ms", "s"};

  private Printable() {}

  /**
   * Returns bytes as text on one line: control characters, line separators and backslashes escaped,
   * and all of it as <code>&#92;xHH</code> where it is not UTF-8. Different bytes give different
   * text.
   */
  static String text(byte[] bytes) {
    StringBuilder line = new StringBuilder(bytes.length + 8);
    String text = Text.decode(bytes);
    if (text == null) {
      for (byte b : bytes) {
        line.append("\\x").append(HEX.toHexDigits(b));
      }
    } else {
      text.codePoints().forEach(character -> appendEscaped(line, character));
    }
    return line.toString();
  }

  private static void appendEscaped(StringBuilder line, int character) {
    switch (character) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      case '\\' -> line.append("\\\\");
      default -> {
        if (isPlain(character)) {
          line.appendCodePoint(character);
        } else {
          line.append("\\u").append(HEX.toHexDigits((char) character));
        }
      }
    }
  }

  private static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }

  /** Returns a number of bytes with a unit: {@code 512 B}, {@code 1.5 MiB}. */
  static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double amount = bytes / 1024.0;
    int unit = 0;
    while (amount >= 1024 && unit < UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
  }

  /** Returns a duration in three digits with a unit: {@code 850 ns}, {@code 1.23 ms}. */
  static String duration(long nanos) {
    if (nanos < 1000) {
      return nanos + " ns";
    }
    double amount = nanos / 1e3;
    int unit = 0;
    while (amount >= 999.5 && unit < TIME_UNITS.length - 1) {
      amount /= 1e3;
      unit++;
    }
    int decimals = amount < 9.995 ? 2 : amount < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%,." + decimals + "f %s", amount, TIME_UNITS[unit]);
  }

  /** Returns a count with separators between thousands: {@code 1,234,567}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Returns a count with what is counted: {@code 1 record}, {@code 1,234 records}. */
  static String count(long count, String what) {
    return count(count) + " " + what + (count == 1 ? "" : "s");
  }
}
