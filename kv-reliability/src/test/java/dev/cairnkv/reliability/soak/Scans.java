package dev.cairnkv.reliability.soak;

import dev.cairnkv.Cursor;
import dev.cairnkv.KeyValue;
import dev.cairnkv.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Scans of all kinds, and what they give of a plain map. All keys are ASCII. */
final class Scans {
  private Scans() {}

  /** Makes a scan at random: with bounds and a prefix or without, in one direction or the other. */
  static Scan<String> random(SoakPlan plan, SplittableRandom random) {
    Scan<String> scan =
        switch (random.nextInt(4)) {
          case 0 -> Scan.withPrefix(random.nextInt(plan.setup().writers()) + "-");
          case 1 -> {
            String key = key(plan, random);
            yield Scan.withPrefix(key.substring(0, key.length() - 1));
          }
          default -> Scan.all();
        };
    if (random.nextBoolean()) {
      String low = key(plan, random);
      scan = random.nextBoolean() ? scan.from(low) : scan.after(low);
    }
    if (random.nextBoolean()) {
      String high = key(plan, random);
      scan = random.nextBoolean() ? scan.to(high) : scan.before(high);
    }
    return random.nextBoolean() ? scan : scan.descending();
  }

  private static String key(SoakPlan plan, SplittableRandom random) {
    return SoakScript.key(
        random.nextInt(plan.setup().writers()), random.nextInt(plan.keysPerWriter()));
  }

  /** Returns whether a key belongs to a scan. */
  static boolean holds(Scan<String> scan, String key) {
    return (scan.prefix() == null || key.startsWith(scan.prefix()))
        && (scan.low() == null || isBehind(scan.low(), key.compareTo(scan.low().key())))
        && (scan.high() == null || isBehind(scan.high(), scan.high().key().compareTo(key)));
  }

  private static boolean isBehind(Scan.Bound<String> bound, int distance) {
    return bound.isInclusive() ? distance >= 0 : distance > 0;
  }

  /**
   * Reads all that a scan gives, and closes its cursor.
   *
   * @throws AssertionError if a key does not belong to the scan, or comes too late or twice
   */
  static List<KeyValue<String, String>> read(Scan<String> scan, Cursor<String, String> cursor) {
    List<KeyValue<String, String>> given = new ArrayList<>();
    try (cursor) {
      cursor.forEachRemaining(given::add);
    }
    for (int i = 0; i < given.size(); i++) {
      String key = given.get(i).key();
      if (!holds(scan, key) || (i > 0 && !isOrdered(scan, given.get(i - 1).key(), key))) {
        throw new AssertionError(
            "%s gives %s behind %s"
                .formatted(scan, key, i == 0 ? "nothing" : given.get(i - 1).key()));
      }
    }
    return given;
  }

  private static boolean isOrdered(Scan<String> scan, String first, String second) {
    return scan.isDescending() ? first.compareTo(second) > 0 : first.compareTo(second) < 0;
  }

  /**
   * Reads all that a scan gives.
   *
   * @throws AssertionError unless it is what there is of it
   */
  static void require(
      Scan<String> scan, Cursor<String, String> cursor, Map<String, String> content) {
    Map<String, String> expected = new TreeMap<>(content);
    expected.keySet().removeIf(key -> !holds(scan, key));
    Map<String, String> given = new HashMap<>();
    read(scan, cursor).forEach(one -> given.put(one.key(), one.value()));
    if (!given.equals(expected)) {
      Map<String, String> wrong = new TreeMap<>(given);
      wrong.entrySet().removeAll(expected.entrySet());
      expected.entrySet().removeAll(given.entrySet());
      throw new AssertionError("%s lacks %s and has %s".formatted(scan, expected, wrong));
    }
  }
}
