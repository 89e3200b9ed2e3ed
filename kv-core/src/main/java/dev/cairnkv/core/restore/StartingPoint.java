package dev.cairnkv.core.restore;

import dev.cairnkv.Damage;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.checkpoint.CheckpointHead.ShardState;
import dev.cairnkv.core.checkpoint.CheckpointState;
import dev.cairnkv.core.checkpoint.OpenCheckpoint;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.log.FrameCounts;
import dev.cairnkv.core.log.LogPosition;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.ShardTable;
import dev.cairnkv.core.restore.ShardScan.ScanStart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where replaying starts: at the position of a checkpoint, or at the beginning of the log. */
final class StartingPoint {
  private static final LogPosition BEGINNING = new LogPosition(1, ShardHeaderDescriptor.LENGTH, 1);

  private final @Nullable OpenCheckpoint checkpoint;
  private final IntPredicate isRetired;
  private final LogPosition position;
  private final long keys;
  private final Map<Integer, ShardState> states = new HashMap<>();

  private StartingPoint(@Nullable OpenCheckpoint checkpoint, IntPredicate isRetired) {
    this.checkpoint = checkpoint;
    this.isRetired = isRetired;
    if (checkpoint == null) {
      this.position = BEGINNING;
      this.keys = 0;
    } else {
      this.position = checkpoint.head().position();
      this.keys = checkpoint.size();
      checkpoint.head().shards().forEach(state -> states.put(state.header().shardId(), state));
    }
  }

  /** Starts at the beginning. */
  static StartingPoint beginning() {
    return new StartingPoint(null, id -> false);
  }

  /**
   * Starts at a checkpoint if it names all shards before its position, and no others but retired
   * ones.
   */
  static StartingPoint at(
      OpenCheckpoint checkpoint, List<Integer> shardIds, IntPredicate isRetired) {
    StartingPoint start = new StartingPoint(checkpoint, isRetired);
    int first = start.position.shardId();
    Set<Integer> expected = shardIds.stream().filter(id -> id < first).collect(Collectors.toSet());
    Set<Integer> found =
        start.states.keySet().stream()
            .filter(id -> id < first && (expected.contains(id) || !isRetired.test(id)))
            .collect(Collectors.toSet());
    if (found.equals(expected)) {
      return start;
    }
    start.close();
    return beginning();
  }

  /** Returns the header that a shard had, or null if this does not know. */
  @Nullable ShardHeader header(int shardId) {
    ShardState state = states.get(shardId);
    return state == null ? null : state.header();
  }

  /** Returns the end of the last frame of a shard that need not be replayed, or 0 if it must be. */
  long replayedTail(LogShard shard) {
    ShardState state = states.get(shard.id());
    boolean isBefore = shard.id() < position.shardId();
    boolean endsBefore = shard.id() == position.shardId() && shard.sizeBytes() < position.offset();
    return state != null && (isBefore || endsBefore) ? state.tail() : 0;
  }

  /** Returns where replaying a shard starts. */
  ScanStart start(LogShard shard) {
    boolean within =
        shard.id() == position.shardId()
            && position.offset() <= shard.sizeBytes()
            && isKnown(shard.header());
    return within ? new ScanStart(position.offset(), position.nextSequence()) : ScanStart.of(shard);
  }

  private boolean isKnown(ShardHeader header) {
    ShardHeader known = header(header.shardId());
    return known != null && known.isSameAs(header);
  }

  /** Returns the sequence of the first record to be replayed. */
  long nextSequence() {
    return position.nextSequence();
  }

  /** Returns the number of keys in the checkpoint. */
  long keys() {
    return keys;
  }

  CheckpointState state(long replayedBytes) {
    return checkpoint == null
        ? new CheckpointState(0, 0, replayedBytes)
        : new CheckpointState(position.nextSequence() - 1, checkpoint.sizeBytes(), replayedBytes);
  }

  /**
   * Returns the latest records as of this point, or null if the shards are not those that the
   * checkpoint was made of.
   *
   * @param damages is told what of the checkpoint turns out to be damaged, also later
   */
  @Nullable Catalog catalog(ShardTable shards, Consumer<Damage> damages) {
    if (checkpoint == null) {
      shards.all().forEach(shard -> shard.setCounts(FrameCounts.NONE));
      return new Catalog(new Index(), shards);
    }
    for (ShardState state : states.values()) {
      LogShard shard = shards.find(state.header().shardId());
      if (shard == null ? isMissed(state) : !state.header().isSameAs(shard.header())) {
        return null;
      }
      if (shard != null) {
        shard.setCounts(state.counts());
      }
    }
    return CheckpointKeys.catalog(checkpoint, shards, isRetired, damages);
  }

  private boolean isMissed(ShardState state) {
    return state.counts().liveRecords() > 0 && !isRetired.test(state.header().shardId());
  }

  /** Gives up the checkpoint. */
  void close() {
    if (checkpoint != null) {
      checkpoint.close();
    }
  }
}
