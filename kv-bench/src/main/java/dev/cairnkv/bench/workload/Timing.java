package dev.cairnkv.bench.workload;

/**
 * How long a workload runs.
 *
 * @param warmSeconds how long before its time is taken
 * @param seconds how long its time is taken
 * @param operations how many operations end it earlier
 */
public record Timing(double warmSeconds, double seconds, long operations) {
  /** For what does not run for a time. */
  public static final Timing NONE = new Timing(0, 0, 0);

  /** Returns the same, ended by so many operations. */
  Timing atMost(long limit) {
    return new Timing(warmSeconds, seconds, limit);
  }
}
