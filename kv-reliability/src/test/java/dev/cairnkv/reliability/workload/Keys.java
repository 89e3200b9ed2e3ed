package dev.cairnkv.reliability.workload;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What keys hold, and until when: what a store must look like to its users, as a plain map. Times
 * are milliseconds since 1970. Not safe for use by several threads at once.
 */
public final class Keys {
  private static final long NEVER = Long.MAX_VALUE;

  private final Map<String, Held> held;
  private long now;

  private record Held(String value, long expiry) {}

  /** Makes no keys, at a time. */
  public Keys(long now) {
    this(new HashMap<>(), now);
  }

  private Keys(Map<String, Held> held, long now) {
    this.held = held;
    this.now = now;
  }

  /** Returns the same keys, which do not change with these. */
  public Keys copy() {
    return new Keys(new HashMap<>(held), now);
  }

  /** Returns what time it is. */
  public long now() {
    return now;
  }

  /** Lets it be another time, not before the last one. */
  public void setNow(long epochMillis) {
    now = epochMillis;
  }

  /** Returns what a key holds, or null if it is missing or has expired. */
  public @Nullable String value(String key) {
    Held one = held.get(key);
    return one == null || one.expiry() <= now ? null : one.value();
  }

  /** Has a key hold a value for good. */
  public void put(String key, String value) {
    put(key, value, NEVER);
  }

  /** Has a key hold a value until a time. */
  public void put(String key, String value, long expiry) {
    held.put(key, new Held(value, expiry));
  }

  /** Has a key hold nothing. */
  public void remove(String key) {
    held.remove(key);
  }

  /** Returns all keys that ever held something and were not removed, expired ones among them. */
  public Set<String> keys() {
    return held.keySet();
  }

  /** Returns how many keys have expired, and were neither written nor removed since. */
  public long expired() {
    return held.values().stream().filter(one -> one.expiry() <= now).count();
  }

  /** Returns what all keys hold that hold something. */
  public Map<String, String> values() {
    Map<String, String> values = HashMap.newHashMap(held.size());
    held.forEach(
        (key, one) -> {
          if (one.expiry() > now) {
            values.put(key, one.value());
          }
        });
    return values;
  }
}
