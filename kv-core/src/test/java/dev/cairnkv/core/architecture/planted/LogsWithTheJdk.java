package dev.cairnkv.core.architecture.planted;

/** Breaks a rule on purpose. */
final class LogsWithTheJdk {
  private LogsWithTheJdk() {}

  static void log() {
    System.getLogger("planted").log(System.Logger.Level.INFO, "planted");
  }
}
