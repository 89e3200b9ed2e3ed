package dev.cairnkv.reliability.damage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call wrote into the reference store.
 *
 * @param writes the keys and their new values
 * @param start where its bytes begin in the reference shard, {@link #ELSEWHERE} if they are in a
 *     later one
 * @param end where they end
 */
record Operation(List<Write> writes, long start, long end) {
  /** The place of what is not in the reference shard. */
  static final long ELSEWHERE = Long.MAX_VALUE;

  /**
   * A key and its value, or null if it was deleted.
   *
   * @param key the key
   * @param value its new value
   */
  @SuppressWarnings("ArrayRecordComponent") // writes are never compared
  record Write(long key, byte @Nullable [] value) {}

  boolean isElsewhere() {
    return start == ELSEWHERE;
  }
}
