package dev.cairnkv.core.architecture.planted.restore;

import java.time.Instant;

/** Breaks a rule on purpose. */
final class AsksForNow {
  private AsksForNow() {}

  static Instant ask() {
    return Instant.now();
  }
}
