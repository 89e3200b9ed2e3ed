package dev.cairnkv.app.bench;

/**
 * Counts durations, exactly below 256 ns and with an error below 1 % from there on: each doubling
 * is divided into 64 parts, as in HdrHistogram. That library names no module, so the build would
 * warn of it. For one thread at a time.
 */
public final class Latencies {

  /** Durations of so many bits are counted one by one; a doubling has half as many parts. */
  private static final int EXACT_BITS = 8;

  private static final int PARTS = 1 << (EXACT_BITS - 1);

  /** The longest duration that is told from longer ones: 2^43 ns, more than two hours. */
  private static final int MAX_BITS = 43;

  private final long[] counts = new long[(MAX_BITS - EXACT_BITS + 2) * PARTS];
  private long total;
  private long maxNanos;

  /** Makes an empty count. */
  public Latencies() {}

  /** Counts a duration. */
  public void record(long nanos) {
    long duration = Math.max(0, nanos);
    counts[index(Math.min(duration, (1L << MAX_BITS) - 1))]++;
    total++;
    maxNanos = Math.max(maxNanos, duration);
  }

  /** Adds what others counted. */
  public void add(Latencies others) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += others.counts[i];
    }
    total += others.total;
    maxNanos = Math.max(maxNanos, others.maxNanos);
  }

  /** Returns how many durations were counted. */
  public long total() {
    return total;
  }

  /** Returns the longest duration, 0 if there is none. */
  public long maxNanos() {
    return maxNanos;
  }

  /**
   * Returns a duration that so many percent of all are not longer than, rounded up by less than 1
   * %; 0 if there is none.
   */
  public long percentileNanos(double percent) {
    long wanted = Math.max(1, (long) Math.ceil(percent / 100 * total));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return Math.min(highest(i), maxNanos);
      }
    }
    return maxNanos;
  }

  /** The doubling that a duration is in, and its highest bits, without the one that is always 1. */
  private static int index(long nanos) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(nanos);
    int shift = Math.max(0, bits - EXACT_BITS);
    return shift * PARTS + (int) (nanos >>> shift);
  }

  private static long highest(int index) {
    int shift = Math.max(0, index / PARTS - 1);
    long part = index - (long) shift * PARTS;
    return ((part + 1) << shift) - 1;
  }
}
