package dev.cairnkv.reliability.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KvStore;
import dev.cairnkv.RestoreReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a store must hold: of each writer the first m operations, each whole, and nothing else. It
 * goes on over any number of crashes of the same store.
 */
public final class Expectation {

  private final Setup setup;
  private final List<WriterModel> models;

  /** Makes the expectation of a store that is empty, and in which nothing expires. */
  public Expectation(Setup setup) {
    this(setup, IntStream.range(0, setup.writers()).mapToObj(setup::script).toList(), 0);
  }

  /** Makes the expectation of a store that is empty, with other scripts and at a time. */
  public Expectation(Setup setup, List<Script> scripts, long now) {
    this(setup, scripts.stream().map(script -> new WriterModel(script, now)).toList());
  }

  private Expectation(Setup setup, List<WriterModel> models) {
    this.setup = setup;
    this.models = models;
  }

  /** Returns the same expectation, which does not go on with this one. */
  public Expectation copy() {
    return new Expectation(setup, models.stream().map(WriterModel::copy).toList());
  }

  /** Carries out the operations of a writer up to a number, at the time that it is. */
  public void advance(int writer, long number) {
    models.get(writer).advanceTo(number);
  }

  /** Lets it be another time: what has expired by it is not to be there any more. */
  public void setNow(long epochMillis) {
    models.forEach(model -> model.keys().setNow(epochMillis));
  }

  /** Returns what all keys hold that hold something. */
  public Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    models.forEach(model -> values.putAll(model.keys().values()));
    return values;
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
    for (int writer = 0; writer < models.size(); writer++) {
      Map<String, String> keys = found.getOrDefault(writer, Map.of());
      verify(writer, keys, atLeast.get(writer), atMost.get(writer), store.stats().restored());
      for (Map.Entry<String, String> one : keys.entrySet()) {
        assertThat(store.get(one.getKey())).isEqualTo(one.getValue());
      }
    }
    long keys = found.values().stream().mapToLong(Map::size).sum();
    long expired = models.stream().mapToLong(model -> model.keys().expired()).sum();
    assertThat(store.size()).as("keys in %s", setup).isBetween(keys, keys + expired);
  }

  private void verify(
      int writer, Map<String, String> found, long atLeast, long atMost, RestoreReport restored) {
    WriterModel model = models.get(writer);
    model.advanceTo(atLeast);
    assertThat(model.advanceToMatch(found, atMost))
        .as(
            () ->
                "the keys of writer %d hold neither %d operations nor any more up to %d; %s; %s; %s"
                    .formatted(writer, atLeast, atMost, model.closest(found), setup, restored))
        .isTrue();
  }
}
