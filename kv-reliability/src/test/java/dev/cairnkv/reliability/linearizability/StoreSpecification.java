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

  /** Returns all values of one moment. */
  public String snapshot() {
    return get(0) + " " + get(1) + " " + get(2);
  }

  /** Deletes a key, and returns whether it was there. */
  public boolean delete(int key) {
    return values.remove(key) != null;
  }

  /** Puts a value where there is none, and returns the one that is there, or 0. */
  public int putIfAbsent(int key, int value) {
    Integer before = values.putIfAbsent(key, value);
    return before == null ? 0 : before;
  }

  /** Puts a value, and returns the one that was there, or 0. */
  public int getAndPut(int key, int value) {
    Integer before = values.put(key, value);
    return before == null ? 0 : before;
  }

  /** Puts a value in place of an expected one, and returns whether that was there. */
  public boolean replace(int key, int expected, int next) {
    return values.replace(key, expected, next);
  }

  /** Deletes an expected value, and returns whether that was there. */
  public boolean delete(int key, int expected) {
    return values.remove(key, expected);
  }

  /** Adds to a value, and returns the sum. */
  public int merge(int key, int value) {
    return values.merge(key, value, Integer::sum);
  }

  /** Adds one to a value that is there, and deletes what is above 4; returns what it is then. */
  public int compute(int key) {
    Integer after =
        values.compute(key, (_, current) -> current == null || current > 4 ? null : current + 1);
    return after == null ? 0 : after;
  }

  /** Returns whether there is a record to write anew. */
  public boolean touch(int key) {
    return values.containsKey(key);
  }

  /** Returns whether a key is there. */
  public boolean contains(int key) {
    return values.containsKey(key);
  }
}
