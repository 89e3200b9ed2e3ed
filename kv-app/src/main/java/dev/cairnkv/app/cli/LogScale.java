package dev.cairnkv.app.cli;

/** A scale of durations from 100 ns up, on which each factor of 10 takes as much room. */
final class LogScale {
  private static final double FIRST_NANOS = 100;
  private static final int WIDTH = 64;

  /** From an eighth of a character to seven of them; the whole one is {@link #FULL}. */
  private static final String PARTS = "▏▎▍▌▋▊▉";

  private static final String FULL = "█";
  private static final int EIGHTHS = 8;

  private final int decades;
  private final int decadeWidth;

  private LogScale(int decades) {
    this.decades = decades;
    this.decadeWidth = WIDTH / decades;
  }

  /** Returns a scale that a duration fits on. */
  static LogScale upTo(long nanos) {
    return new LogScale(Math.max(1, (int) Math.ceil(decade(nanos))));
  }

  /** Returns the names of the factors of 10, each where it begins. */
  String labels() {
    StringBuilder labels = new StringBuilder();
    long nanos = (long) FIRST_NANOS;
    for (int i = 0; i < decades; i++) {
      String label = "|" + round(nanos);
      labels.append(label).append(" ".repeat(Math.max(1, decadeWidth - label.length())));
      nanos *= 10;
    }
    return labels.append('|').append(round(nanos)).toString();
  }

  /** Returns a bar as long as the duration. */
  String bar(long nanos) {
    int eighths = (int) Math.round(decade(nanos) * decadeWidth * EIGHTHS);
    int part = eighths % EIGHTHS;
    String end =
        part > 0 ? PARTS.substring(part - 1, part) : eighths == 0 ? PARTS.substring(0, 1) : "";
    return FULL.repeat(eighths / EIGHTHS) + end;
  }

  private static String round(long nanos) {
    return Printable.duration(nanos).replaceFirst("\\.0+ ", " ");
  }

  private static double decade(long nanos) {
    return Math.max(0, Math.log10(nanos / FIRST_NANOS));
  }
}
