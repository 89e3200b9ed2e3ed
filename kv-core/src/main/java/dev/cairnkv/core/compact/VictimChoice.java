package dev.cairnkv.core.compact;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which shards are to be removed: a single one, or some of the oldest, whose tombstones go
 * with them. What brings most for what is read and written is chosen, as in M. Rosenblum, J.
 * Ousterhout, "The design and implementation of a log-structured file system" (1992), but for the
 * age, which sequences do not tell.
 */
final class VictimChoice {
  private final List<ShardSpace> shards;
  private final long mostMovedBytes;
  private final long roomBytes;

  /**
   * Makes a choice.
   *
   * @param shards all shards, by id
   * @param mostMovedBytes how much of several shards may be moved at once
   * @param roomBytes how much there is room for
   */
  VictimChoice(List<ShardSpace> shards, long mostMovedBytes, long roomBytes) {
    this.shards = shards;
    this.mostMovedBytes = Math.min(mostMovedBytes, roomBytes);
    this.roomBytes = roomBytes;
  }

  /** Returns the best plan, or null if none is worth it. */
  @Nullable Plan choose() {
    Plan best = bestOfTheOldest();
    for (int i = 1; i < shards.size(); i++) {
      Plan plan = shards.get(i).mayGo() ? single(i) : null;
      if (plan != null && isPossible(plan) && plan.isBetterThan(best)) {
        best = plan;
      }
    }
    return best;
  }

  /** Returns a plan for the shard of an id, worth it or not, or null if it has to stay. */
  @Nullable Plan of(int shardId) {
    for (int i = 0; i < shards.size(); i++) {
      if (shards.get(i).id() == shardId) {
        return single(i);
      }
    }
    return null;
  }

  private @Nullable Plan bestOfTheOldest() {
    Plan best = null;
    List<Integer> ids = new ArrayList<>();
    long readBytes = 0;
    long movedBytes = 0;
    for (ShardSpace shard : shards) {
      readBytes += shard.frameBytes();
      movedBytes += Math.min(shard.liveBytes(), shard.frameBytes());
      ids.add(shard.id());
      if (!shard.mayGo() || (ids.size() > 1 && movedBytes > mostMovedBytes)) {
        return best;
      }
      Plan plan = new Plan(ids, readBytes, movedBytes);
      if (isPossible(plan) && plan.isBetterThan(best)) {
        best = new Plan(List.copyOf(ids), readBytes, movedBytes);
      }
    }
    return best;
  }

  private boolean isPossible(Plan plan) {
    return plan.isWorthIt() && plan.movedBytes() <= roomBytes;
  }

  /** Returns a plan for one shard, and those with a broken batch that it would bring to life. */
  private @Nullable Plan single(int index) {
    List<Integer> ids = new ArrayList<>();
    long readBytes = 0;
    long movedBytes = 0;
    int next = index;
    while (next >= 0) {
      ShardSpace shard = shards.get(next);
      if (!shard.mayGo()) {
        return null;
      }
      ids.addFirst(shard.id());
      readBytes += shard.frameBytes();
      movedBytes += shard.frameBytes() - shard.deadBytes();
      next = brokenBefore(next);
    }
    return new Plan(List.copyOf(ids), readBytes, movedBytes);
  }

  /** Returns the place of the shard with frames before another, if these are of a broken batch. */
  private int brokenBefore(int index) {
    int before = index - 1;
    while (before >= 0 && shards.get(before).isEmpty()) {
      before--;
    }
    return before >= 0 && shards.get(before).counts().holdsBrokenBatch() ? before : -1;
  }
}
