package dev.cairnkv.reliability.linearizability;

import java.util.HashMap;
import java.util.Map;

/** What {@link StoreOperations} must look like from outside, one operation after another. */
public class StoreSpecification {
  private final Map<Integer, Integer> values = new HashMap<>();

  /** Makes an empty one. */
  public StoreSpecification() {}

  /** Puts a value. */
  public void put(int key, int value) {
    values.put(key, value);
  }

  /** Returns a value, or 0. */
  public int get(int key) {
    return values.getOrDefault(key, 0);
  }

  /** Deletes a key, and returns whether it was there. */
  public boolean delete(int key) {
    return values.remove(key) != null;
  }

  /** Returns whether a key is there. */
  public boolean contains(int key) {
    return values.containsKey(key);
  }
}
