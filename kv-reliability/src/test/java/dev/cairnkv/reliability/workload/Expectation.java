package dev.cairnkv.reliability.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KvStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a store must hold: of each writer the first m operations, each whole, and nothing else. It
 * goes on over any number of crashes of the same store.
 */
public final class Expectation {

  private final Setup setup;
  private final List<WriterModel> models = new ArrayList<>();

  /** Makes the expectation of a store that is empty. */
  public Expectation(Setup setup) {
    this.setup = setup;
    for (int writer = 0; writer < setup.writers(); writer++) {
      models.add(new WriterModel(setup.script(writer)));
    }
  }

  /** Returns the number of each writer's next operation. */
  public List<Long> nextNumbers() {
    return models.stream().map(model -> model.done() + 1).toList();
  }

  /**
   * Holds a store against this, and goes on from what it has.
   *
   * @param atLeast how many operations of each writer must be there
   * @param atMost how many operations of each writer may be there
   */
  public void verify(KvStore<String, String> store, List<Long> atLeast, List<Long> atMost) {
    Map<Integer, Map<String, String>> found = new HashMap<>();
    store.forEach(
        (key, value) ->
            found.computeIfAbsent(Script.writerOf(key), _ -> new HashMap<>()).put(key, value));
    assertThat(store.stats().restored().damages()).as("damage in %s", setup).isEmpty();
    assertThat(store.stats().restored().unknownNames()).as("names in %s", setup).isEmpty();
    assertThat(store.size())
        .as("keys in %s", setup)
        .isEqualTo(found.values().stream().mapToLong(Map::size).sum());
    for (int writer = 0; writer < models.size(); writer++) {
      Map<String, String> keys = found.getOrDefault(writer, Map.of());
      verify(writer, keys, atLeast.get(writer), atMost.get(writer));
      for (Map.Entry<String, String> one : keys.entrySet()) {
        assertThat(store.get(one.getKey())).isEqualTo(one.getValue());
      }
    }
  }

  private void verify(int writer, Map<String, String> found, long atLeast, long atMost) {
    WriterModel model = models.get(writer);
    model.advanceTo(atLeast);
    Map<String, String> least = Map.copyOf(model.state());
    assertThat(model.advanceToMatch(found, atMost))
        .as(
            "the keys of writer %d hold neither %d operations nor any more up to %d: %s; %s",
            writer, atLeast, atMost, differences(least, found), setup)
        .isTrue();
  }

  private static List<String> differences(Map<String, String> least, Map<String, String> found) {
    Set<String> keys = new TreeSet<>(least.keySet());
    keys.addAll(found.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(least.get(key), found.get(key)))
        .map(key -> key + ": " + begin(least.get(key)) + " expected, " + begin(found.get(key)))
        .toList();
  }

  private static String begin(@Nullable String value) {
    return value == null ? "nothing" : value.substring(0, value.indexOf(' '));
  }
}
