package dev.cairnkv;

import java.util.List;

/** Something that happened in a store and that its owner may want to know. */
public sealed interface StoreEvent {

  /**
   * The store was restored, and is about to serve.
   *
   * @param report what was found and done
   */
  record Restored(RestoreReport report) implements StoreEvent {}

  /**
   * A damaged place was found: while restoring, or by a read, which fails with {@link
   * CorruptFrameException}. Each place is told once.
   *
   * @param damage the place
   */
  record DamageFound(Damage damage) implements StoreEvent {}

  /**
   * A new shard was begun.
   *
   * @param shardId its id
   */
  record ShardBegun(int shardId) implements StoreEvent {}

  /**
   * A checkpoint was written: a restore replays only what comes after it.
   *
   * @param keys the number of keys in it
   * @param sequence every record up to this sequence is in it
   */
  record CheckpointWritten(long keys, long sequence) implements StoreEvent {}

  /**
   * A checkpoint could not be written. The store goes on; the next restore replays more.
   *
   * @param cause why
   */
  record CheckpointFailed(KvException cause) implements StoreEvent {}

  /**
   * There was no room for a new shard. Told once until a new shard was begun again.
   *
   * @param cause what the write failed with
   */
  record Full(StoreFullException cause) implements StoreEvent {}

  /** A compaction begins, since there is something to gain. */
  record CompactionBegun() implements StoreEvent {}

  /**
   * A compaction ended: what was worth it was done, or it was paused or failed.
   *
   * @param report what it did
   */
  record CompactionFinished(CompactionReport report) implements StoreEvent {}

  /**
   * A compaction could not go on, or left a shard as it is. The store goes on, and nothing is lost;
   * the space does not come back.
   *
   * @param cause why
   */
  record CompactionFailed(KvException cause) implements StoreEvent {}

  /**
   * A snapshot was lost by the program without having been closed. Its shards and memory are given
   * back now; until it was found, they were kept for nobody.
   *
   * @param sequence {@link Snapshot#sequence} of it
   * @param openedBy the calls that led to {@link KvStore#snapshot}, innermost first; a few of them
   */
  record SnapshotLeaked(long sequence, List<StackTraceElement> openedBy) implements StoreEvent {
    /** Makes the list unmodifiable. */
    public SnapshotLeaked {
      openedBy = List.copyOf(openedBy);
    }
  }

  /**
   * A write or a sync failed, and the store takes no more writes.
   *
   * @param cause what writes fail with from now on
   */
  record Poisoned(StorePoisonedException cause) implements StoreEvent {}
}
