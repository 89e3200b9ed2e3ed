package dev.cairnkv.reliability.soak;

import dev.cairnkv.Batch;
import dev.cairnkv.KeyValue;
import dev.cairnkv.KvStore;
import dev.cairnkv.Scan;
import dev.cairnkv.reliability.workload.Operation;
import dev.cairnkv.reliability.workload.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a scan gave of the keys of one writer, which went on meanwhile. There must be a moment while
 * the scan was begun, between two operations of the writer, so that
 *
 * <ul>
 *   <li>only keys came that were there then, or had expired and were written again since;
 *   <li>each came with the value that it had then or got since;
 *   <li>each that did not come was deleted since.
 * </ul>
 *
 * <p>The clock must not go on meanwhile.
 */
final class SoakedScan {
  private final Scan<String> scan;
  private final Map<String, String> given;
  private final Map<String, List<Change>> changes = new HashMap<>();

  /** What an operation gave to a key, or null if it removed it. */
  private record Change(long number, @Nullable String value) {
    @Override
    public String toString() {
      return number + ": " + text(value);
    }
  }

  private SoakedScan(Scan<String> scan, Map<String, String> given) {
    this.scan = scan;
    this.given = given;
  }

  /**
   * Scans a store while writers go on.
   *
   * @param pasts those of the writers; theirs, but while they are held up
   * @return how many keys came
   * @throws AssertionError if it gives what it must not
   */
  static int scan(
      KvStore<String, String> store, Gate gate, List<Past> pasts, long now, Scan<String> scan)
      throws Exception {
    List<Past> before = gate.holdUp(() -> copies(pasts, now));
    var cursor = store.scan(scan);
    List<Long> begun = gate.holdUp(() -> numbers(pasts));
    List<KeyValue<String, String>> given = Scans.read(scan, cursor);
    List<Long> ended = gate.holdUp(() -> numbers(pasts));
    Map<Integer, Map<String, String>> ofWriters = new HashMap<>();
    for (KeyValue<String, String> one : given) {
      ofWriters
          .computeIfAbsent(Script.writerOf(one.key()), _ -> new HashMap<>())
          .put(one.key(), one.value());
    }
    for (int writer = 0; writer < before.size(); writer++) {
      new SoakedScan(scan, ofWriters.getOrDefault(writer, Map.of()))
          .verify(before.get(writer), begun.get(writer), ended.get(writer));
    }
    return given.size();
  }

  private static List<Past> copies(List<Past> pasts, long now) {
    pasts.forEach(past -> past.keys().setNow(now));
    return pasts.stream().map(Past::copy).toList();
  }

  private static List<Long> numbers(List<Past> pasts) {
    return pasts.stream().map(Past::next).toList();
  }

  private void verify(Past past, long begun, long ended) {
    noteChanges(past.copy(), ended);
    long first = past.next();
    String atFirst = wrongAsOf(past);
    String wrong = atFirst;
    while (wrong != null && past.next() < begun) {
      var _ = past.advance(past.nextOperation());
      wrong = wrongAsOf(past);
    }
    if (wrong != null) {
      throw new AssertionError(
          "%s was begun between operations %d and %d and ended before %d, but it gave %s; and %s"
              .formatted(scan, first, begun, ended, atFirst, wrong));
    }
  }

  private void noteChanges(Past past, long ended) {
    while (past.next() < ended) {
      long number = past.next();
      Operation operation = past.nextOperation();
      var _ = past.advance(operation);
      for (Batch.Write<String, String> write : operation.writes()) {
        changes
            .computeIfAbsent(write.key(), _ -> new ArrayList<>())
            .add(new Change(number, valueAfter(operation, write, past)));
      }
    }
  }

  /** Of a batch, what another write of it takes back may be seen for a moment. */
  private static @Nullable String valueAfter(
      Operation operation, Batch.Write<String, String> write, Past past) {
    boolean isBatch = operation.writes().size() > 1;
    return switch (write) {
      case Batch.Put<String, String> put when isBatch -> put.value();
      case Batch.Delete<String, String> _ when isBatch -> null;
      case Batch.Put<String, String> _, Batch.Delete<String, String> _ ->
          past.keys().value(write.key());
    };
  }

  /** Returns what cannot be if the scan is of the moment behind a past, or null. */
  private @Nullable String wrongAsOf(Past past) {
    Set<String> keys = new HashSet<>(past.keys().keys());
    keys.addAll(given.keySet());
    for (String key : keys) {
      String held = past.keys().value(key);
      String found = given.get(key);
      boolean wasKept = past.keys().keys().contains(key); // also if it has expired
      boolean isRight =
          Objects.equals(held, found) || (wasKept && mayBecome(key, found, past.next()));
      if (!isRight && Scans.holds(scan, key)) {
        return "%s for %s, which held %s before operation %d and then %s"
            .formatted(
                text(found), key, text(held), past.next(), changes.getOrDefault(key, List.of()));
      }
    }
    return null;
  }

  private boolean mayBecome(String key, @Nullable String found, long from) {
    return changes.getOrDefault(key, List.of()).stream()
        .anyMatch(change -> change.number() >= from && Objects.equals(change.value(), found));
  }

  private static String text(@Nullable String value) {
    return value == null ? "nothing" : "what operation %d wrote".formatted(Script.numberOf(value));
  }
}
