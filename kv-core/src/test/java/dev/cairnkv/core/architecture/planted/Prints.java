package dev.cairnkv.core.architecture.planted;

/** Breaks a rule on purpose. */
final class Prints {
  private Prints() {}

  static void print() {
    System.out.println("planted");
  }
}
