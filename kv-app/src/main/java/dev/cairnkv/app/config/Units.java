package dev.cairnkv.app.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads sizes and durations as people write them. */
public final class Units {
  private static final Pattern QUANTITY = Pattern.compile("(\\d+)\\s*([a-zA-Z]*)");

  private static final Map<String, Long> BYTES = new LinkedHashMap<>();

  private static final Map<String, Long> MILLIS = new LinkedHashMap<>();

  static {
    BYTES.put("", 1L);
    BYTES.put("b", 1L);
    BYTES.put("kib", 1L << 10);
    BYTES.put("mib", 1L << 20);
    BYTES.put("gib", 1L << 30);
    BYTES.put("kb", 1_000L);
    BYTES.put("mb", 1_000_000L);
    BYTES.put("gb", 1_000_000_000L);
    MILLIS.put("ms", 1L);
    MILLIS.put("s", 1_000L);
    MILLIS.put("m", 60_000L);
    MILLIS.put("min", 60_000L);
    MILLIS.put("h", 3_600_000L);
    MILLIS.put("d", 86_400_000L);
  }

  /** What sizes and durations are told in, the largest first. */
  private static final List<Map.Entry<String, Long>> BINARY =
      List.of(Map.entry("GiB", 1L << 30), Map.entry("MiB", 1L << 20), Map.entry("KiB", 1L << 10));

  private static final List<Map.Entry<String, Long>> TIMES =
      List.of(Map.entry("h", 3_600_000L), Map.entry("min", 60_000L), Map.entry("s", 1_000L));

  private Units() {}

  /**
   * Returns a number of bytes: {@code 4096}, {@code 64MiB}, {@code 1 GiB}.
   *
   * @throws IllegalArgumentException if the text is no such thing
   */
  static long bytes(String text) {
    Long bytes = quantity(text, BYTES);
    if (bytes == null) {
      throw new IllegalArgumentException(
          "expected a size such as 64MiB (B, KiB, MiB, GiB, kB, MB, GB), found " + text);
    }
    return bytes;
  }

  /**
   * Returns a duration: {@code 250ms}, {@code 1s}, {@code 5min} or {@code 5m}, {@code 1h}, {@code
   * 7d}, or zero for {@code 0} and {@code off}.
   *
   * @throws IllegalArgumentException if the text is no such thing
   */
  public static Duration duration(String text) {
    if (text.equals("0") || text.equalsIgnoreCase("off")) {
      return Duration.ZERO;
    }
    Long millis = quantity(text, MILLIS);
    if (millis == null) {
      throw new IllegalArgumentException(
          "expected a duration such as 250ms or 1s (ms, s, min, h, d), or off, found " + text);
    }
    return Duration.ofMillis(millis);
  }

  /** Returns the shortest text that {@link #bytes} reads as this number. */
  static String text(long bytes) {
    return text(bytes, BINARY, "");
  }

  /** Returns the shortest text that {@link #duration} reads as this one, in milliseconds. */
  static String text(Duration duration) {
    return duration.isZero() ? "off" : text(duration.toMillis(), TIMES, "ms");
  }

  /** The largest of the units, in descending order, of which the amount is a multiple. */
  private static String text(long amount, List<Map.Entry<String, Long>> units, String smallest) {
    return units.stream()
        .filter(unit -> amount > 0 && amount % unit.getValue() == 0)
        .findFirst()
        .map(unit -> amount / unit.getValue() + unit.getKey())
        .orElse(amount + smallest);
  }

  private static @Nullable Long quantity(String text, Map<String, Long> units) {
    Matcher matcher = QUANTITY.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    Long unit = units.get(matcher.group(2).toLowerCase(Locale.ROOT));
    try {
      return unit == null ? null : Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
    } catch (NumberFormatException | ArithmeticException e) {
      return Long.MAX_VALUE; // more than any setting takes, which its range check says best
    }
  }
}
