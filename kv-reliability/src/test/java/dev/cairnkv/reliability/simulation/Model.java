package dev.cairnkv.reliability.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a store may hold: a state, and the writes since, of which those up to some place have to
 * survive.
 */
final class Model {
  private final long[] base;
  private final List<Operation.Write> writes = new ArrayList<>();
  private long[] current;
  private int returned;
  private int synced;
  private boolean doubtfulIsVisible;

  Model(int keys) {
    this.base = new long[keys];
    this.current = new long[keys];
  }

  /** Returns the value of a key by all writes that happened. */
  long value(int key) {
    return current[key];
  }

  long[] current() {
    return current;
  }

  /** A write returned. */
  void wrote(Operation.Write write) {
    if (!changesAnything(write)) {
      return;
    }
    settleDoubtful();
    writes.add(write);
    apply(write, current);
    returned = writes.size();
    if (write.synced()) {
      synced = returned;
    }
  }

  /**
   * A write failed in a way that leaves open whether it happened.
   *
   * @param visible whether reads see it
   */
  void mayHaveWritten(Operation.Write write, boolean visible) {
    settleDoubtful();
    writes.add(write);
    doubtfulIsVisible = visible;
    if (visible) {
      apply(write, current);
    }
  }

  /** Everything that returned so far is durable. */
  void synced() {
    synced = returned;
  }

  /** Whether there is something to write: deleting what is not there writes nothing. */
  boolean changesAnything(Operation.Write write) {
    for (Operation.Change change : write.changes()) {
      if (change.value() != Values.NONE || current[change.key()] != Values.NONE) {
        return true;
      }
    }
    return false;
  }

  /** Returns the state that a write would lead to. */
  long[] after(Operation.Write write) {
    long[] after = current.clone();
    apply(write, after);
    return after;
  }

  /**
   * Takes over what was found after a crash.
   *
   * @param powerLost whether what was not synced may be gone
   */
  void recovered(long[] found, boolean powerLost) {
    int least = powerLost ? synced : returned;
    long[] state = base.clone();
    boolean matches = false;
    for (int length = 0; !matches; length++) {
      matches = length >= least && Arrays.equals(state, found);
      if (length == writes.size()) {
        break;
      }
      apply(writes.get(length), state);
    }
    if (!matches) {
      throw new AssertionError(
          "recovered %s, which is the state after no prefix of at least %d of the writes %s from %s on"
              .formatted(text(found), least, writes, text(base)));
    }
    System.arraycopy(found, 0, base, 0, found.length);
    current = found.clone();
    writes.clear();
    returned = 0;
    synced = 0;
  }

  /** What was open is settled once another write happens: by whether it can be seen. */
  private void settleDoubtful() {
    if (writes.size() > returned && !doubtfulIsVisible) {
      writes.removeLast();
    }
    returned = writes.size();
  }

  private static void apply(Operation.Write write, long[] state) {
    for (Operation.Change change : write.changes()) {
      state[change.key()] = change.value();
    }
  }

  static String text(long[] state) {
    StringBuilder text = new StringBuilder("{");
    for (int key = 0; key < state.length; key++) {
      if (state[key] != Values.NONE) {
        text.append(key).append('=').append(Values.text(state[key])).append(' ');
      }
    }
    return text.append('}').toString();
  }
}
