package dev.cairnkv.core.architecture.planted.restore;

/** Breaks a rule on purpose. */
final class AsksTheMilliseconds {
  private AsksTheMilliseconds() {}

  static long ask() {
    return System.currentTimeMillis();
  }
}
