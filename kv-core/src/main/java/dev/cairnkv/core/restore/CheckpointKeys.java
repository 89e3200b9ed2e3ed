package dev.cairnkv.core.restore;

import dev.cairnkv.Damage;
import dev.cairnkv.KvException;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.checkpoint.OpenCheckpoint;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.index.IndexSource;
import dev.cairnkv.core.log.LogPosition;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.ShardTable;
import dev.cairnkv.core.restore.ShardScan.ScanStart;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * The keys of a checkpoint. A part that is damaged is made again from the log.
 *
 * <p>A checkpoint may be older than a compaction, and name records of shards that were removed
 * since. Each of these was appended anew behind the checkpoint's position, or its key was
 * overwritten or deleted there. So they are left out.
 *
 * <p>A part is read before anything of its sub-table is written to the index. So what the log has
 * behind the checkpoint's position does not concern a part that has not been read yet, or is still
 * to be replayed.
 */
final class CheckpointKeys implements IndexSource {
  private final OpenCheckpoint checkpoint;
  private final IntPredicate isRetired;
  private final Consumer<Damage> damages;
  private final long size;
  private final Catalog catalog;

  private CheckpointKeys(
      OpenCheckpoint checkpoint,
      ShardTable shards,
      IntPredicate isRetired,
      Consumer<Damage> damages) {
    this.checkpoint = checkpoint;
    this.isRetired = id -> shards.find(id) == null && isRetired.test(id);
    this.damages = damages;
    this.size = checkpoint.size() - removedRecords();
    this.catalog = new Catalog(new Index(this), shards);
    catalog.doubtBelow(checkpoint.head().doubtBelow());
    if (checkpoint.head().mayExpire()) {
      catalog.noteExpiry();
    }
  }

  /** Returns the latest records as of a checkpoint. */
  static Catalog catalog(
      OpenCheckpoint checkpoint,
      ShardTable shards,
      IntPredicate isRetired,
      Consumer<Damage> damages) {
    return new CheckpointKeys(checkpoint, shards, isRetired, damages).catalog;
  }

  private long removedRecords() {
    return checkpoint.head().shards().stream()
        .filter(state -> isRetired.test(state.header().shardId()))
        .mapToLong(state -> state.counts().liveRecords())
        .sum();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long[] slots(int subTable) {
    try {
      long[] slots = withoutRemoved(checkpoint.slots(subTable));
      if (shardsAreThere(slots)) {
        return slots;
      }
      damaged("the checkpoint names a shard that is not there");
    } catch (KvException e) {
      damaged(String.valueOf(e.getMessage()));
    }
    return replayed(subTable);
  }

  @Override
  public void close() {
    checkpoint.close();
  }

  private long[] withoutRemoved(long[] slots) {
    int kept = 0;
    for (int i = 0; i < slots.length; i += 2) {
      if (!isRetired.test(Location.shardId(slots[i + 1]))) {
        slots[kept++] = slots[i];
        slots[kept++] = slots[i + 1];
      }
    }
    return kept == slots.length ? slots : Arrays.copyOf(slots, kept);
  }

  private boolean shardsAreThere(long[] slots) {
    for (int i = 1; i < slots.length; i += 2) {
      if (catalog.shards().find(Location.shardId(slots[i])) == null) {
        return false;
      }
    }
    return true;
  }

  private void damaged(String found) {
    damages.accept(new Damage(0, 0, 0, found, true));
  }

  private long[] replayed(int subTable) {
    LogPosition position = checkpoint.head().position();
    Index replayed = new Index();
    Replay replay = new Replay(new Part(subTable, replayed));
    List<LogShard> shards = catalog.shards().all();
    for (int i = 0; i < shards.size() && shards.get(i).id() <= position.shardId(); i++) {
      LogShard shard = shards.get(i);
      ShardScan scan;
      if (shard.id() == position.shardId()) {
        long end = Math.min(position.offset(), shard.sizeBytes());
        scan = ShardScan.upTo(end, shard, ScanStart.of(shard), replay);
      } else {
        long next =
            i + 1 < shards.size()
                ? shards.get(i + 1).header().baseSequence()
                : position.nextSequence();
        scan = ShardScan.complete(shard, ScanStart.of(shard), next, replay);
      }
      for (Damage damage : scan.damages()) {
        damages.accept(damage);
        catalog.doubt(damage);
      }
    }
    replay.finish(position.nextSequence());
    return replayed.slots(subTable);
  }

  /** Takes what belongs to one sub-table. */
  private record Part(int subTable, Index index) implements Replay.Target {
    @Override
    public void apply(FrameHeader header, long location) {
      if (Index.subTable(header.fingerprint()) != subTable) {
        return;
      }
      if (header.kind() == FrameKind.TOMBSTONE) {
        index.remove(header.fingerprint());
      } else {
        index.put(header.fingerprint(), location);
      }
    }

    @Override
    public void drop(FrameHeader header, long location) {}
  }
}
