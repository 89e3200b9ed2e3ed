package dev.cairnkv.core.repair;

import dev.cairnkv.Damage;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.StorageException;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.Seal;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.core.repair.InspectedShard.State;
import dev.cairnkv.core.restore.Replay;
import dev.cairnkv.core.restore.ShardEnd;
import dev.cairnkv.core.restore.ShardScan;
import dev.cairnkv.core.restore.ShardScan.ScanStart;
import dev.cairnkv.spi.ShardStorage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads every frame of every shard, and changes nothing. What a restore would do to the tail is
 * taken into account, but not done. To be used once.
 */
final class Inspection {
  private static final long END = -1; // the highest location, which is unsigned

  private final StoreDocuments documents;
  private final ShardInventory inventory;
  private final FrameCheck check;
  private final ScanProgress progress;
  private final Words words = new Words();
  private final Replay replay = new Replay(words);
  private final SequenceGaps gaps = new SequenceGaps();
  private final List<InspectedShard> shards = new ArrayList<>();
  private final Set<Integer> emptyIds = new HashSet<>();
  private int tailId;
  private long frames;
  private long bytes;

  /** Takes each frame besides. */
  interface FrameCheck extends ShardScan.Visitor {
    /** Says which shard the next frames are in. */
    void enter(LogShard shard);
  }

  private Inspection(
      StoreDocuments documents, ShardInventory inventory, FrameCheck check, ScanProgress progress) {
    this.documents = documents;
    this.inventory = inventory;
    this.check = check;
    this.progress = progress;
  }

  /** Inspects a store. The shards stay open until the result is closed, unless this throws. */
  static Inspected run(
      ShardStorage storage,
      UUID storeId,
      Payloads<?> payloads,
      FrameCheck check,
      ScanProgress progress) {
    StoreDocuments documents = StoreDocuments.read(storage, storeId);
    ShardInventory inventory = new ShardInventory(storage, storeId, documents, payloads);
    try {
      inventory.open();
      return new Inspection(documents, inventory, check, progress).run();
    } catch (Throwable e) {
      inventory.close();
      throw e;
    }
  }

  private Inspected run() {
    CleanMark mark = documents.holdingMark();
    if (mark != null) {
      tailId = mark.activeShardId();
    } else if (documents.missing(0).higher(documents.newestShardId()) == null) {
      findTail();
    }
    NavigableSet<Integer> missing = documents.missing(successor());
    long totalBytes = inventory.shards().values().stream().mapToLong(LogShard::sizeBytes).sum();
    long doneBytes = 0;
    int before = 0;
    for (int id : documents.shardIds()) {
      LogShard shard = inventory.shards().get(id);
      if (shard == null) {
        shards.add(unreadable(id));
      } else if (emptyIds.contains(id)) {
        shards.add(new InspectedShard(id, shard, State.EMPTY, List.of(), 0, 0, 0));
      } else {
        long start = Location.pack(id, ShardHeaderDescriptor.LENGTH, 0);
        enter(shard.header().baseSequence(), start, before, id, missing);
        shards.add(inspect(shard, mark));
        before = id;
      }
      doneBytes += shard == null ? 0 : shard.sizeBytes();
      progress.at(doneBytes, totalBytes);
    }
    enter(documents.nextSequence(), END, before, Integer.MAX_VALUE, missing);
    replay.finish(gaps.expected());
    return new Inspected(
        documents,
        inventory,
        List.copyOf(shards),
        words,
        gaps.gaps(),
        missing,
        gaps.expected(),
        frames,
        bytes);
  }

  /** Goes on with shard {@code id}, where {@code before} was the one before it that was read. */
  private void enter(
      long baseSequence, long start, int before, int id, NavigableSet<Integer> missing) {
    Integer gone = missing.higher(before);
    Integer unreadable =
        documents.shardIds().stream()
            .filter(one -> one > before && one < id && !inventory.shards().containsKey(one))
            .findFirst()
            .orElse(null);
    int lost = gone != null && gone < id ? gone : unreadable == null ? 0 : unreadable;
    Integer retired = documents.retired().higher(before);
    gaps.enter(baseSequence, start, lost, retired != null && retired < id);
  }

  /** Finds the shard that was being appended to when the process ended, as TailRepair does. */
  private void findTail() {
    List<Integer> ids = documents.shardIds();
    for (int i = ids.size() - 1; i >= 0; i--) {
      LogShard shard = inventory.shards().get(ids.get(i));
      if (shard == null && inventory.isForeign(ids.get(i))) {
        continue;
      }
      if (shard == null) {
        return; // there was a newer one, so those before it were complete and synced
      }
      ShardScan scan = scanTail(shard, (header, location) -> {});
      if (scan.sealed()) {
        return;
      }
      boolean empty = scan.offset() == ShardHeaderDescriptor.LENGTH;
      if (!empty
          || inventory.damagedHeader(shard.id()) != null
          || (i > 0 && isSuccessorOf(ids.get(i - 1), shard.id()))) {
        tailId = shard.id();
        return;
      }
      emptyIds.add(shard.id());
    }
  }

  private ShardScan scanTail(LogShard shard, ShardScan.Visitor visitor) {
    long knownSynced = Math.min(documents.knownSynced(shard.id()), shard.sizeBytes());
    return ShardScan.tail(shard, ScanStart.of(shard), knownSynced, visitor);
  }

  private boolean isSuccessorOf(int id, int successor) {
    LogShard shard = inventory.shards().get(id);
    Seal seal = shard == null ? null : shard.findSeal();
    return seal != null && seal.successor() == successor;
  }

  /** Returns the id of the shard that the newest one says comes next, or 0. */
  private int successor() {
    if (inventory.shards().isEmpty()) {
      return 0;
    }
    LogShard newest = inventory.shards().lastEntry().getValue();
    Seal seal = newest.id() == tailId ? null : newest.findSeal();
    return seal == null ? 0 : seal.successor();
  }

  private InspectedShard unreadable(int id) {
    Damage header = inventory.damagedHeader(id);
    List<Damage> damages = header == null ? List.of() : List.of(header);
    return new InspectedShard(id, null, State.DAMAGED, damages, 0, 0, 0);
  }

  private InspectedShard inspect(LogShard shard, @Nullable CleanMark mark) {
    gaps.place(shard.id(), ShardHeaderDescriptor.LENGTH);
    check.enter(shard);
    List<Damage> damages = new ArrayList<>();
    Damage header = inventory.damagedHeader(shard.id());
    if (header != null) {
      damages.add(header);
    }
    try {
      ShardScan scan = scan(shard, mark);
      frames += scan.frames();
      bytes += scan.bytes();
      damages.addAll(scan.damages());
      boolean unsealed = shard.id() == tailId;
      if (unsealed) {
        addMissingEnd(shard, scan, damages);
      }
      State sound = unsealed && !scan.sealed() ? State.UNSEALED : State.SOUND;
      return new InspectedShard(
          shard.id(),
          shard,
          damages.isEmpty() ? sound : State.DAMAGED,
          damages,
          scan.offset(),
          scan.lastSequence(),
          sound == State.UNSEALED && damages.isEmpty() ? shard.writtenBytes(scan.offset()) : 0);
    } catch (StorageException e) {
      inventory.refuse(shard.id(), e);
      return new InspectedShard(shard.id(), shard, State.DAMAGED, damages, 0, 0, 0);
    }
  }

  private ShardScan scan(LogShard shard, @Nullable CleanMark mark) {
    ShardScan.Visitor visitor =
        (header, location) -> {
          gaps.visit(header, location);
          replay.visit(header, location);
          check.visit(header, location);
        };
    if (shard.id() != tailId) {
      Map.Entry<Integer, LogShard> next = inventory.shards().higherEntry(shard.id());
      long nextSequence =
          next == null
              ? Math.max(gaps.expected(), documents.nextSequence())
              : next.getValue().header().baseSequence();
      return ShardScan.complete(shard, ScanStart.of(shard), nextSequence, visitor);
    }
    return mark == null
        ? scanTail(shard, visitor)
        : ShardScan.upTo(mark.tail(), shard, ScanStart.of(shard), visitor);
  }

  /** A shard that is not sealed has room for its seal, and all that was synced of it. */
  private void addMissingEnd(LogShard shard, ShardScan scan, List<Damage> damages) {
    boolean isCut = ShardEnd.isMissing(shard, scan.offset());
    boolean isShort = documents.knownSynced(shard.id()) > scan.offset();
    if (!scan.sealed() && (isCut || isShort) && scan.damages().isEmpty()) {
      long size = shard.sizeBytes();
      long length = Math.max(0, shard.header().shardSizeBytes() - size);
      damages.add(new Damage(shard.id(), size, length, "the end of the shard is missing", false));
    }
  }
}
