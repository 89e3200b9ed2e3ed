package dev.cairnkv.reliability.workload;

import dev.cairnkv.Batch;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the keys of one writer hold after its first operations. */
final class WriterModel {

  private final Script script;
  private final Map<String, String> state = new HashMap<>();
  private long done;

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
    Set<String> different = new HashSet<>(found.keySet());
    different.addAll(state.keySet());
    different.removeIf(key -> Objects.equals(state.get(key), found.get(key)));
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
    }
    return different.isEmpty();
  }
}
