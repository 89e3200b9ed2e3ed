package dev.cairnkv.app.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads the name of a constant as people write it: {@code jsonl} for {@code JSONL}. */
public final class Choice {

  private Choice() {}

  /**
   * Returns the constant that {@code text} names, whatever the case.
   *
   * @throws IllegalArgumentException if it names none; the message lists them
   */
  public static <E extends Enum<E>> E of(Class<E> type, String text) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    return constants.stream()
        .filter(constant -> constant.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(expected(constants, text)));
  }

  private static String expected(List<? extends Enum<?>> constants, String found) {
    List<String> names =
        constants.stream().map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
    return "expected %s, found %s%s"
        .formatted(String.join(" or ", names), found, Suggestion.didYouMean(found, names));
  }
}
