package dev.cairnkv.reliability.workload;

import dev.cairnkv.Batch;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the keys of one writer hold after its first operations. */
final class WriterModel {

  private static final int MOST_TOLD = 20;

  private final Script script;
  private final Keys keys;
  private long done;
  private Set<String> leastDifferent = Set.of();
  private final Map<String, @Nullable String> expected = new HashMap<>();
  private long closest;

  WriterModel(Script script, long now) {
    this(script, new Keys(now), 0);
  }

  private WriterModel(Script script, Keys keys, long done) {
    this.script = script;
    this.keys = keys;
    this.done = done;
  }

  /** Returns the same model, which does not go on with this one. */
  WriterModel copy() {
    return new WriterModel(script, keys.copy(), done);
  }

  /** Returns how many operations this holds. */
  long done() {
    return done;
  }

  Keys keys() {
    return keys;
  }

  /** Carries out operations until so many are done. */
  void advanceTo(long number) {
    while (done < number) {
      var _ = script.operation(++done).applyTo(keys);
    }
  }

  /**
   * Carries out operations until this holds what was found.
   *
   * @return false if {@code number} operations are done and it still does not
   */
  boolean advanceToMatch(Map<String, String> found, long number) {
    Set<String> different = new TreeSet<>(found.keySet());
    different.addAll(keys.keys());
    different.removeIf(key -> Objects.equals(keys.value(key), found.get(key)));
    note(different);
    while (!different.isEmpty() && done < number) {
      Operation operation = script.operation(++done);
      var _ = operation.applyTo(keys);
      for (Batch.Write<String, String> write : operation.writes()) {
        String key = write.key();
        if (Objects.equals(keys.value(key), found.get(key))) {
          different.remove(key);
        } else {
          different.add(key);
        }
      }
      if (different.size() <= leastDifferent.size()) {
        note(different);
      }
    }
    return different.isEmpty();
  }

  private void note(Set<String> different) {
    leastDifferent = new TreeSet<>(different);
    closest = done;
    expected.clear();
    for (String key : different) {
      expected.put(key, keys.value(key));
    }
  }

  /**
   * Returns after how many operations this was closest to what was last looked for, and how close.
   */
  String closest(Map<String, String> found) {
    return leastDifferent.stream()
        .limit(MOST_TOLD)
        .map(
            key ->
                "%s: %s expected, %s found"
                    .formatted(key, numberOf(expected.get(key)), numberOf(found.get(key))))
        .collect(
            Collectors.joining(
                ", ",
                "closest are %d, but %d keys differ: ".formatted(closest, leastDifferent.size()),
                ""));
  }

  private static String numberOf(@Nullable String value) {
    return value == null ? "nothing" : Long.toString(Script.numberOf(value));
  }
}
