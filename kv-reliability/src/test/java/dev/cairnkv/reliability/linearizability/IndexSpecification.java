package dev.cairnkv.reliability.linearizability;

import dev.cairnkv.core.frame.Location;
import java.util.HashMap;
import java.util.Map;

/** What {@link IndexOperations} must look like from outside, one operation after another. */
public class IndexSpecification {
  private final Map<Integer, Long> locations = new HashMap<>();

  /** Makes an empty one. */
  public IndexSpecification() {}

  /** Returns a location. */
  public long get(int key) {
    return locations.getOrDefault(key, Location.NONE);
  }

  /** Sets a location, and returns the one before. */
  public long put(int key, int location) {
    Long before = locations.put(key, (long) location);
    return before == null ? Location.NONE : before;
  }

  /** Removes a location, and returns it. */
  public long remove(int key) {
    Long before = locations.remove(key);
    return before == null ? Location.NONE : before;
  }

  /** Changes nothing that can be seen. */
  public void shift() {}
}
