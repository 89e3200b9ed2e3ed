package dev.cairnkv.core.architecture.planted.restore;

import java.util.function.LongSupplier;

/** Breaks a rule on purpose. */
final class AsksTheNanoseconds {
  static final LongSupplier NANOSECONDS = System::nanoTime;

  private AsksTheNanoseconds() {}
}
