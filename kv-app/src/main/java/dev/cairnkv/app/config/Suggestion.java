package dev.cairnkv.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name was meant by an unknown one. */
public final class Suggestion {

  private Suggestion() {}

  /**
   * Returns the known name that is nearest to {@code found}, if it is near enough to be meant: at
   * most a third of its characters away, counting one character added, dropped, replaced, or
   * swapped with its neighbour as one (the optimal string alignment distance), whatever the case.
   */
  public static Optional<String> nearest(String found, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(found, name)))
        .filter(name -> distance(found, name) <= Math.max(1, name.length() / 3));
  }

  /** Returns {@code "; did you mean …?"}, or nothing if no known name is near. */
  public static String didYouMean(String found, Collection<String> known) {
    return nearest(found, known).map(name -> "; did you mean " + name + "?").orElse("");
  }

  static int distance(String left, String right) {
    String from = left.toLowerCase(Locale.ROOT);
    String to = right.toLowerCase(Locale.ROOT);
    int[][] distances = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        distances[i][j] = i == 0 || j == 0 ? i + j : cheapest(distances, from, to, i, j);
      }
    }
    return distances[from.length()][to.length()];
  }

  private static int cheapest(int[][] distances, String from, String to, int i, int j) {
    int replaced = distances[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, distances[i - 2][j - 2] + 1) : best;
  }
}
