package dev.cairnkv.core.log;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The open shards by id. Reading takes no lock; one thread at a time may add and take out. */
public final class ShardTable {
  private final ShardPins pins = new ShardPins();
  private volatile @Nullable LogShard[] shards = new LogShard[0];

  /** Returns what keeps shards from being taken out. */
  public ShardPins pins() {
    return pins;
  }

  /** Adds a shard. */
  public void add(LogShard shard) {
    @Nullable LogShard[] known = shards;
    if (shard.id() >= known.length) {
      known = Arrays.copyOf(known, Math.max(2 * known.length, shard.id() + 1));
    }
    known[shard.id()] = shard;
    shards = known; // also makes the element visible to readers
  }

  /** Takes out a shard. */
  public void remove(int id) {
    @Nullable LogShard[] known = shards;
    known[id] = null;
    shards = known;
  }

  /** Returns the shard of an id, or null if there is none. */
  public @Nullable LogShard find(int id) {
    @Nullable LogShard[] known = shards;
    return id < known.length ? known[id] : null;
  }

  /**
   * Returns the shard of an id that the index knows, or knew when it was asked.
   *
   * @throws NullPointerException if it was taken out meanwhile
   */
  public LogShard get(int id) {
    return Objects.requireNonNull(shards[id], "an indexed shard is open");
  }

  /** Returns all shards, by id. */
  public List<LogShard> all() {
    return Stream.of(shards).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }
}
