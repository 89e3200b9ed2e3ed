package dev.cairnkv.reliability;

import java.time.Duration;
import java.time.Instant;

/** How much of a suite to run, and what it prints about it. */
public final class Scale {
  /* What the build runs unless told otherwise; surefire hands on what its caller says. */
  private static final String DEFAULT = "0.05";

  private static final double FACTOR =
      Double.parseDouble(System.getProperty("cairn.scale", DEFAULT));

  private Scale() {}

  /** Returns how many of the cases that make the full suite are to be run, at least one. */
  public static long cases(long full) {
    return Math.max(1, Math.round(full * FACTOR));
  }

  /** Whether suites run at their full size or more. */
  public static boolean isFull() {
    return FACTOR >= 1;
  }

  /** Prints how many cases a suite ran. */
  public static void report(String suite, long cases, Instant start) {
    Duration duration = Duration.between(start, Instant.now());
    System.out.printf("%s: %,d cases in %.1f s%n", suite, cases, duration.toMillis() / 1e3);
  }
}
