package dev.cairnkv.reliability.workload;

/**
 * What a writer does: its n-th operation depends on n and on nothing else. Safe for use by any
 * number of threads.
 */
@FunctionalInterface
public interface Script {

  /** Returns the operation of a number; the first one is 1. */
  Operation operation(long number);

  /** Returns the writer that a key belongs to; keys begin with its number and a dash. */
  static int writerOf(String key) {
    return Integer.parseInt(key.substring(0, key.indexOf('-')));
  }

  /** Returns the number of the operation that wrote a value; values begin with it and a space. */
  static long numberOf(String value) {
    return Long.parseLong(value.substring(0, value.indexOf(' ')));
  }
}
