package dev.cairnkv.reliability.simulation;

import dev.cairnkv.KvStore;
import dev.cairnkv.Snapshot;
import dev.cairnkv.StoreClosedException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The snapshots that a history has open, each beside the state that it must show. */
final class SnapshotChecks {
  private static final int MOST_OPEN = 3;

  private final boolean ordered;
  private final Deque<Taken> open = new ArrayDeque<>();

  /**
   * Makes none.
   *
   * @param ordered whether they can be scanned
   */
  SnapshotChecks(boolean ordered) {
    this.ordered = ordered;
  }

  private static final class Taken {
    private final Snapshot<Long, Long> snapshot;
    private final long[] state;

    Taken(Snapshot<Long, Long> snapshot, long[] state) {
      this.snapshot = snapshot;
      this.state = state;
    }
  }

  /** Makes one, of a store in a state; if too many are open, in place of the oldest. */
  void open(KvStore<Long, Long> store, long[] state) {
    if (open.size() == MOST_OPEN) {
      closeOldest();
    }
    open.add(new Taken(store.snapshot(), state));
  }

  void check() {
    open.forEach(this::check);
  }

  void closeOldest() {
    Taken oldest = open.poll();
    if (oldest != null) {
      check(oldest);
      oldest.snapshot.close();
    }
  }

  /** The store was shut down. */
  void requireClosed() {
    for (Taken taken : open) {
      try {
        var _ = taken.snapshot.size();
        throw new AssertionError("a snapshot outlives its store");
      } catch (StoreClosedException _) {
        taken.snapshot.close();
      }
    }
    drop();
  }

  /** The process is gone, and they with it. */
  void drop() {
    open.clear();
  }

  private void check(Taken taken) {
    long[] state = taken.state;
    long[] read = new long[state.length];
    long[] walked = new long[state.length];
    Arrays.setAll(read, key -> number(taken.snapshot.get((long) key)));
    taken.snapshot.forEach(
        (key, value) -> {
          if (walked[key.intValue()] != Values.NONE) {
            throw new AssertionError("key " + key + " comes twice in a snapshot");
          }
          walked[key.intValue()] = value;
        });
    if (!Arrays.equals(read, state) || !Arrays.equals(walked, state)) {
      throw new AssertionError(
          "a snapshot reads %s and walks %s, where %s is right"
              .formatted(Model.text(read), Model.text(walked), Model.text(state)));
    }
    for (int key = 0; key < state.length; key++) {
      if (taken.snapshot.contains((long) key) != (state[key] != Values.NONE)) {
        throw new AssertionError("get and contains of a snapshot differ about key " + key);
      }
    }
    if (ordered) {
      int last = state.length - 1;
      ScanCheck.check(taken.snapshot::scan, new Operation.ScanKeys(0, last, false), state);
      ScanCheck.check(taken.snapshot::scan, new Operation.ScanKeys(1, last / 2, true), state);
    }
  }

  private static long number(@Nullable Long value) {
    return value == null ? Values.NONE : value;
  }
}
