package dev.cairnkv.reliability.simulation;

import java.util.stream.LongStream;

/** The seeds of a suite: all of them, or the one that {@code -Dcairn.seed} asks for. */
final class Seeds {
  private static final Long ONLY = Long.getLong("cairn.seed");

  private Seeds() {}

  static LongStream first(long count) {
    return ONLY == null ? LongStream.range(0, count).parallel() : LongStream.of(ONLY);
  }
}
