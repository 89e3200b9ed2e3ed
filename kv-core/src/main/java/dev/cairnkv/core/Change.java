package dev.cairnkv.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is to be done to a key whose value was looked at. */
sealed interface Change<V> {

  /** Nothing. */
  record Keep<V>() implements Change<V> {}

  /** It gets a value. */
  record Put<V>(V value) implements Change<V> {}

  /** It is removed. */
  record Delete<V>() implements Change<V> {}

  /** Decides by the value that is there, or null if there is none. */
  interface Decision<V> {
    Change<V> decide(@Nullable V current);
  }

  /**
   * Decides for a change if the value that is there is the expected one. Arrays are compared by
   * their content.
   */
  static <V> Decision<V> ifEqual(V expected, Change<V> change) {
    return current -> Objects.deepEquals(current, expected) ? change : new Keep<>();
  }

  /** Returns the change that leaves a value behind, or none. */
  static <V> Change<V> to(@Nullable V next, @Nullable V current) {
    if (next != null) {
      return new Put<>(next);
    }
    return current == null ? new Keep<>() : new Delete<>();
  }
}
