package dev.cairnkv.bench.report;

import java.util.List;

/**
 * The figures of several runs.
 *
 * @param median the one in the middle, or the mean of the two there
 * @param lowest the smallest
 * @param highest the largest
 * @param runs how many there are
 */
public record Spread(double median, double lowest, double highest, int runs) {

  /**
   * Returns the spread of some figures.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(List<Double> figures) {
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("there is no spread of no figures");
    }
    List<Double> sorted = figures.stream().sorted().toList();
    int count = sorted.size();
    double median = (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
    return new Spread(median, sorted.getFirst(), sorted.getLast(), count);
  }
}
