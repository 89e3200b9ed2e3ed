package dev.cairnkv.bench.workload;

import dev.cairnkv.bench.peer.Form;
import java.util.SplittableRandom;

/**
 * Numbers of which few are very likely, as YCSB draws them: the n-th most likely one comes in
 * proportion to {@code 1 / n^0.99}, and which numbers are likely is spread by a hash.
 *
 * <p>Source: Jim Gray et al., "Quickly generating billion-record synthetic databases", SIGMOD 1994,
 * with the constant of Brian F. Cooper et al., "Benchmarking cloud serving systems with YCSB",
 * 2010.
 */
final class Zipfian {
  /** The skew of YCSB. */
  static final double THETA = 0.99;

  /** How many draws are made ahead, so that drawing takes no time while a store is measured. */
  private static final int DRAWS = 1 << 20;

  private final long count;
  private final double zeta;
  private final double alpha = 1 / (1 - THETA);
  private final double eta;

  Zipfian(long count) {
    this.count = count;
    this.zeta = zeta(count);
    this.eta = (1 - Math.pow(2.0 / count, 1 - THETA)) / (1 - zeta(2) / zeta);
  }

  /** Returns how likely the most likely number is. */
  double highestProbability() {
    return 1 / zeta;
  }

  /** Returns the place of a number among the most likely ones, from 0. */
  long rank(double uniform) {
    double scaled = uniform * zeta;
    if (scaled < 1) {
      return 0;
    }
    if (scaled < zeta(2)) {
      return 1;
    }
    return Math.min(count - 1, (long) (count * Math.pow(eta * uniform - eta + 1, alpha)));
  }

  /** Returns numbers for a thread, drawn ahead and repeated after about a million. */
  Numbers numbers(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] draws = new long[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      draws[i] = Math.unsignedMultiplyHigh(Form.mix(rank(random.nextDouble())), count);
    }
    return new Drawn(draws);
  }

  private static double zeta(long count) {
    double sum = 0;
    for (long i = 1; i <= count; i++) {
      sum += 1 / Math.pow((double) i, THETA);
    }
    return sum;
  }

  private static final class Drawn implements Numbers {
    private final long[] draws;
    private int next;

    private Drawn(long[] draws) {
      this.draws = draws;
    }

    @Override
    public long next() {
      return draws[next++ & (DRAWS - 1)];
    }
  }
}
