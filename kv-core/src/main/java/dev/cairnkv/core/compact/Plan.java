package dev.cairnkv.core.compact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shards to be removed one after the other.
 *
 * @param shardIds their ids, ascending
 * @param readBytes the bytes of their frames
 * @param movedBytes the bytes that are to be appended anew
 */
record Plan(List<Integer> shardIds, long readBytes, long movedBytes) {
  // Moving what is nearly all live costs more than it brings.
  private static final int LEAST_PART_GAINED = 8;

  /** Returns the bytes that go for good. */
  long gainedBytes() {
    return readBytes - movedBytes;
  }

  boolean isWorthIt() {
    return movedBytes == 0 || gainedBytes() >= readBytes / LEAST_PART_GAINED;
  }

  /** Returns whether this brings more for what is read and written than another plan. */
  boolean isBetterThan(@Nullable Plan other) {
    return other == null || gainForCost() > other.gainForCost();
  }

  private double gainForCost() {
    // The one byte makes that of two plans that cost nothing, the larger one is better.
    return (double) gainedBytes() / (readBytes + movedBytes + 1);
  }
}
