package dev.cairnkv.core.repair;

import dev.cairnkv.StoreListener;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.core.event.Events;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.log.LogPosition;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.LogState;
import dev.cairnkv.core.log.ShardFactory;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.core.log.ShardTable;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Writes the new shards of a repair. To be used once. */
final class SalvageWriter {
  private final ShardStorage storage;
  private final UUID storeId;
  private final Clock clock;
  private final long shardSizeBytes;
  private final Inspected inspected;
  private final Events events = new Events(StoreListener.none());
  private final FrameBuffer buffer = new FrameBuffer();

  SalvageWriter(
      ShardStorage storage, UUID storeId, Clock clock, long shardSizeBytes, Inspected inspected) {
    this.storage = storage;
    this.storeId = storeId;
    this.clock = clock;
    this.shardSizeBytes = shardSizeBytes;
    this.inspected = inspected;
  }

  /**
   * Writes what a plan says. There is one shard at least, so that no sequence is used again.
   *
   * @param firstShardId the id of the first new shard
   * @param stamp the codec of shards in which there are only tombstones
   */
  void write(RepairPlan plan, int firstShardId, CodecStamp stamp) {
    Map<CodecStamp, NavigableSet<Long>> groups = new LinkedHashMap<>(plan.copies());
    if (groups.isEmpty()) {
      groups.put(stamp, new TreeSet<>());
    }
    LogPosition position = new LogPosition(firstShardId, 0, inspected.nextSequence());
    Collection<Fingerprint> deletions = plan.deletions();
    Iterator<Map.Entry<CodecStamp, NavigableSet<Long>>> left = groups.entrySet().iterator();
    while (left.hasNext()) {
      Map.Entry<CodecStamp, NavigableSet<Long>> group = left.next();
      ShardFactory factory =
          new ShardFactory(storage, storeId, group.getKey(), size(group.getValue()), clock);
      position = write(factory, position, group.getValue(), deletions, left.hasNext());
      deletions = Set.of();
    }
  }

  /** Returns a size in which every record fits, as it did where it was. */
  private long size(Collection<Long> locations) {
    long size = shardSizeBytes;
    for (long location : locations) {
      size = Math.max(size, source(location).header().shardSizeBytes());
    }
    long step = StoreOptions.SHARD_SIZE_STEP_BYTES;
    return Math.min((size + step - 1) / step * step, StoreOptions.MAX_SHARD_SIZE_BYTES);
  }

  private LogShard source(long location) {
    return Objects.requireNonNull(
        inspected.shard(Location.shardId(location)), "what is copied was read");
  }

  private LogPosition write(
      ShardFactory factory,
      LogPosition start,
      Collection<Long> copies,
      Collection<Fingerprint> deletions,
      boolean more) {
    if (copies.isEmpty() && deletions.isEmpty()) {
      LogShard empty = factory.create(start.shardId(), start.nextSequence());
      return end(empty, start.nextSequence(), more);
    }
    ShardTable shards = new ShardTable();
    LogState state = new LogState(shards, null, start.shardId(), start.nextSequence(), false);
    try (ShardLog log = new ShardLog(storage, factory, state, events)) {
      copies.forEach(location -> copy(location, log));
      for (Fingerprint deletion : deletions) {
        buffer.begin(deletion);
        buffer.endPayload();
        log.append(FrameKind.TOMBSTONE, buffer);
      }
      return end(shards.all().getLast(), log.position().nextSequence(), more);
    }
  }

  private void copy(long location, ShardLog log) {
    Frame frame = source(location).correctedFrame(Location.offset(location));
    if (!(frame instanceof Frame.Intact(FrameHeader header, MemorySegment payload))) {
      throw new IllegalStateException("the shards changed while they were read");
    }
    buffer.begin(header.fingerprint());
    buffer.expireAt(header.expiryEpochMillis());
    buffer.payload().write(payload.toArray(ValueLayout.JAVA_BYTE));
    buffer.endPayload();
    log.requireFits(buffer);
    log.append(FrameKind.PUT, buffer);
  }

  /** Seals the last shard and frees its remainder. Returns where the log goes on. */
  private LogPosition end(LogShard last, long nextSequence, boolean more) {
    int nextId = last.id() + 1;
    try {
      last.seal(nextSequence - last.header().baseSequence(), nextSequence - 1, more ? nextId : 0);
    } finally {
      last.close();
    }
    storage.truncateShard(last.id(), last.tail());
    return new LogPosition(nextId, 0, nextSequence);
  }
}
