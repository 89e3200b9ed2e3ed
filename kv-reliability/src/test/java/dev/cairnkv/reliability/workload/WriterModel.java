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

  private final Script script;
  private final Map<String, String> state = new HashMap<>();
  private long done;
  private Set<String> leastDifferent = Set.of();
  private long closest;

  WriterModel(Script script) {
    this.script = script;
  }

  /** Returns how many operations this holds. */
  long done() {
    return done;
  }

  Map<String, String> state() {
    return state;
  }

  /** Carries out operations until so many are done. */
  void advanceTo(long number) {
    while (done < number) {
      script.operation(++done).applyTo(state);
    }
  }

  /**
   * Carries out operations until this holds what was found.
   *
   * @return false if {@code number} operations are done and it still does not
   */
  boolean advanceToMatch(Map<String, String> found, long number) {
    Set<String> different = new TreeSet<>(found.keySet());
    different.addAll(state.keySet());
    different.removeIf(key -> Objects.equals(state.get(key), found.get(key)));
    note(different);
    while (!different.isEmpty() && done < number) {
      Operation operation = script.operation(++done);
      operation.applyTo(state);
      for (Batch.Write<String, String> write : operation.writes()) {
        String key = write.key();
        if (Objects.equals(state.get(key), found.get(key))) {
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
  }

  /**
   * Returns after how many operations this was closest to what was last looked for, and how close.
   */
  String closest(Map<String, String> found) {
    WriterModel model = new WriterModel(script);
    model.advanceTo(closest);
    return leastDifferent.stream()
        .map(
            key ->
                "%s: %s expected, %s found"
                    .formatted(key, numberOf(model.state.get(key)), numberOf(found.get(key))))
        .collect(Collectors.joining(", ", "closest are " + closest + ", but ", ""));
  }

  private static String numberOf(@Nullable String value) {
    return value == null ? "nothing" : value.substring(0, value.indexOf(' '));
  }
}
