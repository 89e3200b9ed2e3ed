package dev.cairnkv.app.bench;

/**
 * What a bench does.
 *
 * @param operations how many reads and writes together
 * @param keys how many keys are loaded before
 * @param valueBytes the size of each value
 * @param threads how many threads there are
 * @param readRatio the share of reads among the operations, from 0 to 1
 * @param distribution how often each key is taken
 */
public record BenchPlan(
    long operations,
    long keys,
    int valueBytes,
    int threads,
    double readRatio,
    Distribution distribution) {

  /** The most keys that are loaded unless told otherwise. */
  public static final long MAX_DEFAULT_KEYS = 1_000_000;

  /** The most keys: what the names of keys have digits for. */
  public static final long MAX_KEYS = 10_000_000_000L;

  /** The largest value: 1 GiB. */
  public static final int MAX_VALUE_BYTES = 1 << 30;

  /** The most threads. */
  public static final int MAX_THREADS = 1024;

  /**
   * Checks the plan.
   *
   * @throws IllegalArgumentException if something is out of its range; the message begins with the
   *     option
   */
  public BenchPlan {
    require("--ops", operations, 1, Long.MAX_VALUE / 2);
    require("--keys", keys, 1, MAX_KEYS);
    require("--value-size", valueBytes, 0, MAX_VALUE_BYTES);
    require("--threads", threads, 1, MAX_THREADS);
    if (!(readRatio >= 0 && readRatio <= 1)) {
      throw new IllegalArgumentException("--read-ratio: expected 0 to 1, found " + readRatio);
    }
  }

  /** Returns the part of {@code total} that falls to a thread. */
  long share(long total, int thread) {
    return total / threads + (thread < total % threads ? 1 : 0);
  }

  private static void require(String option, long found, long least, long most) {
    if (found < least || found > most) {
      throw new IllegalArgumentException(
          "%s: expected %d to %d, found %d".formatted(option, least, most, found));
    }
  }
}
