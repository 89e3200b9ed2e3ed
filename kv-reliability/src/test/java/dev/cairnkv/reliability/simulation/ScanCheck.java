package dev.cairnkv.reliability.simulation;

import dev.cairnkv.Cursor;
import dev.cairnkv.KeyValue;
import dev.cairnkv.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Holds a scan of a store or a snapshot against a model. */
final class ScanCheck {
  private ScanCheck() {}

  /** Throws unless a scan gives what a state holds in its range, in order. */
  static void check(
      Function<Scan<Long>, Cursor<Long, Long>> source, Operation.ScanKeys range, long[] state) {
    Scan<Long> scan = Scan.<Long>all().from((long) range.low()).to((long) range.high());
    List<KeyValue<Long, Long>> found = new ArrayList<>();
    try (Cursor<Long, Long> cursor = source.apply(range.descending() ? scan.descending() : scan)) {
      cursor.forEachRemaining(found::add);
    }
    List<KeyValue<Long, Long>> expected = new ArrayList<>();
    for (int key = range.low(); key <= range.high(); key++) {
      if (state[key] != Values.NONE) {
        expected.add(new KeyValue<>((long) key, state[key]));
      }
    }
    if (!found.equals(range.descending() ? expected.reversed() : expected)) {
      throw new AssertionError("%s gives %s instead of %s".formatted(scan, found, expected));
    }
  }
}
