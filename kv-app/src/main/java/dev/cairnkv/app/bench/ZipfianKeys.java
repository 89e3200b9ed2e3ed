package dev.cairnkv.app.bench;

import java.util.random.RandomGenerator;

/**
 * Takes the key of rank <i>r</i> with a probability proportional to 1/<i>r</i><sup>0.99</sup>, as
 * YCSB does: with the method of J. Gray et al., <i>Quickly generating billion-record synthetic
 * databases</i> (SIGMOD 1994), and with the ranks scattered over all keys, so that those in use do
 * not lie beside each other. Two ranks may fall on one key.
 */
final class ZipfianKeys implements KeyChooser {

  private static final double THETA = 0.99;
  private static final double ALPHA = 1 / (1 - THETA);

  private final long keys;
  private final double zeta;
  private final double eta;

  ZipfianKeys(long keys) {
    this.keys = keys;
    this.zeta = zeta(keys);
    this.eta = (1 - Math.pow(2.0 / keys, 1 - THETA)) / (1 - zeta(2) / zeta);
  }

  @Override
  public long next(RandomGenerator random) {
    return Long.remainderUnsigned(scatter(nextRank(random)), keys);
  }

  /** Returns a rank, from 0. */
  long nextRank(RandomGenerator random) {
    double uniform = random.nextDouble();
    double scaled = uniform * zeta;
    if (scaled < 1) {
      return 0;
    }
    if (scaled < zeta(2)) {
      return 1;
    }
    long rank = (long) (keys * Math.pow(eta * uniform - eta + 1, ALPHA));
    return Math.min(rank, keys - 1);
  }

  private static double zeta(long count) {
    double sum = 0;
    for (long rank = 1; rank <= count; rank++) {
      sum += 1 / Math.pow((double) rank, THETA);
    }
    return sum;
  }

  /** The finalizer of SplitMix64: no two ranks give the same. */
  private static long scatter(long rank) {
    long bits = (rank + 1) * 0x9E3779B97F4A7C15L;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
