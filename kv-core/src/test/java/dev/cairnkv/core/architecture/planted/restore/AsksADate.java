package dev.cairnkv.core.architecture.planted.restore;

import java.util.Date;

/** Breaks a rule on purpose. */
@SuppressWarnings("JavaUtilDate") // The rule must notice it.
final class AsksADate {
  private AsksADate() {}

  static long ask() {
    return new Date().getTime();
  }
}
