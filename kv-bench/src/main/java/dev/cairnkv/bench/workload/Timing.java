package dev.cairnkv.bench.workload;

/**
 * How long a workload runs.
 *
 * @param warmSeconds how long before its time is taken
 * @param seconds how long its time is taken
 * @param operations how many operations end it earlier
 */
public record Timing(double warmSeconds, double seconds, long operations) {

  /** Returns the same, ended by so many operations. */
  Timing atMost(long limit) {
    return new Timing(warmSeconds, seconds, limit);
  }

  /** Returns the same without running before. */
  public Timing cold() {
    return new Timing(0, seconds, operations);
  }
}
