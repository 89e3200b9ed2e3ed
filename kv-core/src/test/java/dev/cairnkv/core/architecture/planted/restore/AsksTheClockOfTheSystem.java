package dev.cairnkv.core.architecture.planted.restore;

import dev.cairnkv.spi.Clock;

/** Breaks a rule on purpose. */
final class AsksTheClockOfTheSystem {
  private AsksTheClockOfTheSystem() {}

  static long ask() {
    return Clock.system().epochMillis();
  }
}
