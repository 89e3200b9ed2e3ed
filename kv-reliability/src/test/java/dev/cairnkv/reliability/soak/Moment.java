package dev.cairnkv.reliability.soak;

import dev.cairnkv.KvStore;
import dev.cairnkv.Scan;
import dev.cairnkv.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot, and what all keys held when it was made.
 *
 * @param snapshot the snapshot
 * @param expected what each key held that held something
 */
record Moment(Snapshot<String, String> snapshot, Map<String, String> expected) {

  /** Takes a snapshot while no writer is in an operation. */
  static Moment take(KvStore<String, String> store, List<Past> pasts, long now) {
    Map<String, String> expected = new HashMap<>();
    for (Past past : pasts) {
      past.keys().setNow(now);
      expected.putAll(past.keys().values());
    }
    return new Moment(store.snapshot(), expected);
  }

  /**
   * Reads all of the snapshot, in every way, and closes it.
   *
   * @param scans what else to read of it
   * @throws AssertionError if it holds anything else than the keys did
   */
  void verify(List<Scan<String>> scans) {
    try (snapshot) {
      Map<String, @Nullable String> found = new HashMap<>();
      snapshot.forEach(
          (key, value) -> {
            if (found.put(key, value) != null) {
              throw new AssertionError("a snapshot gave " + key + " twice");
            }
          });
      requireSame(found);
      List<String> keys = new ArrayList<>(expected.keySet());
      List<@Nullable String> values = snapshot.getAll(keys);
      found.clear();
      for (int i = 0; i < keys.size(); i++) {
        found.put(keys.get(i), values.get(i));
      }
      requireSame(found);
      for (Scan<String> scan : scans) {
        Scans.require(scan, snapshot.scan(scan), expected);
      }
    }
  }

  private void requireSame(Map<String, @Nullable String> found) {
    if (!found.equals(expected)) {
      Map<String, String> lacking = new HashMap<>(expected);
      lacking.entrySet().removeAll(found.entrySet());
      Map<String, @Nullable String> wrong = new HashMap<>(found);
      wrong.entrySet().removeAll(expected.entrySet());
      throw new AssertionError(
          "the snapshot at %d lacks %s and has %s".formatted(snapshot.sequence(), lacking, wrong));
    }
  }
}
