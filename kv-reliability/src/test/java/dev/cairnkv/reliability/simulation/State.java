package dev.cairnkv.reliability.simulation;

import java.util.Arrays;

/** The value of each key, and when it expires. */
final class State {
  private final long[] values;
  private final long[] expiries;

  State(int keys) {
    this(new long[keys], new long[keys]);
  }

  private State(long[] values, long[] expiries) {
    this.values = values;
    this.expiries = expiries;
  }

  State copy() {
    return new State(values.clone(), expiries.clone());
  }

  void apply(Operation.Write write) {
    for (Operation.Change change : write.changes()) {
      values[change.key()] = change.value();
      expiries[change.key()] = change.expiry();
    }
  }

  /** Returns the value of each key as of a time. */
  long[] visible(long time) {
    long[] visible = new long[values.length];
    Arrays.setAll(visible, key -> visible(key, time));
    return visible;
  }

  long visible(int key, long time) {
    boolean expired = expiries[key] != Operation.Change.FOR_GOOD && expiries[key] <= time;
    return expired ? Values.NONE : values[key];
  }
}
