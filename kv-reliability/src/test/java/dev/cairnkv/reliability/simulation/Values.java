package dev.cairnkv.reliability.simulation;

/** Values of many lengths that take no memory: a number, and the length of what stands for it. */
final class Values {
  /** No value. */
  static final long NONE = 0;

  private Values() {}

  /** Returns the value with a number above 0, and {@code length} bytes beside it. */
  static long of(int number, int length) {
    return (long) length << Integer.SIZE | number;
  }

  static int length(long value) {
    return (int) (value >>> Integer.SIZE);
  }

  static String text(long value) {
    return value == NONE ? "none" : "v" + (int) value + "(" + length(value) + " bytes)";
  }
}
