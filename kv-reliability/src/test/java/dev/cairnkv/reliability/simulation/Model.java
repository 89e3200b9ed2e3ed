package dev.cairnkv.reliability.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a store may hold: a state, and the writes since, of which those up to some place have to
 * survive.
 */
final class Model {
  private final SettableClock clock;
  private final List<Operation.Write> writes = new ArrayList<>();
  private State base;
  private State current;
  private int returned;
  private int synced;
  private boolean doubtfulIsVisible;

  Model(int keys, SettableClock clock) {
    this.clock = clock;
    this.base = new State(keys);
    this.current = base.copy();
  }

  /** Returns the value of a key by all writes that happened. */
  long value(int key) {
    return current.visible(key, clock.storeTime());
  }

  /** Returns the value of each key, by all writes that happened. */
  long[] current() {
    return current.visible(clock.storeTime());
  }

  /** A write returned. */
  void wrote(Operation.Write write) {
    if (!changesAnything(write)) {
      return;
    }
    settleDoubtful();
    writes.add(write);
    current.apply(write);
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
      current.apply(write);
    }
  }

  /** Everything that returned so far is durable. */
  void synced() {
    synced = returned;
  }

  /** Whether there is something to write: deleting what is not there writes nothing. */
  boolean changesAnything(Operation.Write write) {
    for (Operation.Change change : write.changes()) {
      if (change.value() != Values.NONE || value(change.key()) != Values.NONE) {
        return true;
      }
    }
    return false;
  }

  /** Returns the state that a write would lead to. */
  long[] after(Operation.Write write) {
    State after = current.copy();
    after.apply(write);
    return after.visible(clock.storeTime());
  }

  /**
   * Takes over what was found after a crash.
   *
   * @param powerLost whether what was not synced may be gone
   */
  void recovered(long[] found, boolean powerLost) {
    int least = powerLost ? synced : returned;
    long time = clock.storeTime();
    State state = base.copy();
    boolean matches = false;
    for (int length = 0; !matches; length++) {
      matches = length >= least && Arrays.equals(state.visible(time), found);
      if (matches || length == writes.size()) {
        break;
      }
      state.apply(writes.get(length));
    }
    if (!matches) {
      throw new AssertionError(
          "recovered %s, which is the state after no prefix of at least %d of the writes %s from %s on"
              .formatted(text(found), least, writes, text(base.visible(time))));
    }
    base = state;
    current = state.copy();
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
