package dev.cairnkv.bench.child;

import dev.cairnkv.bench.workload.Measure;
import java.util.Optional;

/**
 * A figure that a child found.
 *
 * @param measure what was measured
 * @param value the figure, in the unit of the measure
 */
public record Figure(Measure measure, double value) {
  private static final String MARK = "figure ";

  /** Returns the line that tells it. */
  String line() {
    return MARK + measure.name() + " " + value;
  }

  /** Reads a line of a child; stores print lines of their own, too. */
  static Optional<Figure> of(String line) {
    if (!line.startsWith(MARK)) {
      return Optional.empty();
    }
    int space = line.indexOf(' ', MARK.length());
    return Optional.of(
        new Figure(
            Measure.valueOf(line.substring(MARK.length(), space)),
            Double.parseDouble(line.substring(space + 1))));
  }
}
