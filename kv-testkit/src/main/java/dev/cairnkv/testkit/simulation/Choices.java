package dev.cairnkv.testkit.simulation;

/**
 * What a seed decides. Each decision depends on the seed and on what is decided about only, and not
 * on the decisions before, so that a run that is made shorter still goes the same way.
 */
final class Choices {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private final long seed;

  Choices(long seed) {
    this.seed = mix(seed + GOLDEN_GAMMA);
  }

  /** Returns the decisions about something in particular. */
  Choices about(long what) {
    return new Choices(seed ^ mix(what));
  }

  boolean flip(long about) {
    return value(about) < 0;
  }

  /** Returns a number from 0 to {@code bound} - 1. */
  int below(int bound, long about) {
    return (int) Long.remainderUnsigned(value(about) >>> 1, bound);
  }

  private long value(long about) {
    return mix(seed + (about + 1) * GOLDEN_GAMMA);
  }

  /* The finalizer of SplittableRandom. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
