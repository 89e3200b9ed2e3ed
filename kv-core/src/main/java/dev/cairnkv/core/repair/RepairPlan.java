package dev.cairnkv.core.repair;

import dev.cairnkv.LostRange;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.manifest.RepairMark;
import dev.cairnkv.core.repair.InspectedShard.State;
import dev.cairnkv.core.repair.Words.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is to be done so that a store serves without doubt again. */
final class RepairPlan {
  private final Inspected inspected;
  private final CheckpointWitness witness;
  private final Set<Integer> moved = new TreeSet<>();
  private final Set<Fingerprint> overruled = new HashSet<>();
  private final Map<CodecStamp, NavigableSet<Long>> copies = new LinkedHashMap<>();
  private final Set<Fingerprint> deletions = new LinkedHashSet<>();
  private final List<Lost> lost = new ArrayList<>();
  private int oldestKept = Integer.MAX_VALUE;
  private long copiedBytes;

  /**
   * A latest record that cannot be read.
   *
   * @param word its key and place
   * @param sequence its sequence, or 0
   */
  record Lost(Word word, long sequence) {}

  private RepairPlan(Inspected inspected, CheckpointWitness witness) {
    this.inspected = inspected;
    this.witness = witness;
  }

  static RepairPlan make(Inspected inspected, CheckpointWitness witness) {
    RepairPlan plan = new RepairPlan(inspected, witness);
    plan.make();
    return plan;
  }

  private void make() {
    for (InspectedShard shard : inspected.shards()) {
      switch (shard.state()) {
        case DAMAGED -> moved.add(shard.id());
        case SOUND, UNSEALED -> oldestKept = Math.min(oldestKept, shard.id());
        case EMPTY -> {}
      }
    }
    witness.lost().forEach(word -> overrule(word, new Lost(word, 0)));
    witness.lostDeletions().forEach(word -> overrule(word, null));
    if (changesShards()) {
      inspected.words().forEach(this::keep);
      inspected.words().dropped().forEach(this::keepDropped);
    }
    lost.sort(Comparator.comparingLong(one -> one.word().location()));
  }

  /** The checkpoint knows better than what is left in the shards. */
  private void overrule(Word word, @Nullable Lost loss) {
    overruled.add(Index.kept(word.fingerprint()));
    if (loss != null) {
      lost.add(loss);
    }
    boolean isKept = !moved.contains(word.shardId()) && inspected.shard(word.shardId()) != null;
    boolean isFound = inspected.words().find(word.fingerprint()) != Location.NONE;
    if (isFound && (isKept || mayHaveOlder(word))) {
      deletions.add(word.fingerprint());
    }
  }

  /** Keeps the latest word about a key if its shard goes. */
  private void keep(Word word) {
    if (!moved.contains(word.shardId()) || overruled.contains(Index.kept(word.fingerprint()))) {
      return;
    }
    LogShard shard = Objects.requireNonNull(inspected.shard(word.shardId()), "it was read");
    switch (shard.correctedFrame(word.offset())) {
      case Frame.Intact(FrameHeader header, var payload) when header.kind() == FrameKind.PUT -> {
        copy(shard, word.location());
        copiedBytes += payload.byteSize();
      }
      case Frame.DamagedPayload(FrameHeader header) when header.kind() == FrameKind.PUT -> {
        lost.add(new Lost(word, header.sequence()));
        delete(word);
      }
      case Frame.Intact _, Frame.DamagedPayload _ -> delete(word);
      case Frame.NoFrame _ -> throw new IllegalStateException("no frame at " + word);
    }
  }

  private void delete(Word word) {
    if (mayHaveOlder(word)) {
      deletions.add(word.fingerprint());
    }
  }

  /** Whether a shard stays that may hold an older record of the key. */
  private boolean mayHaveOlder(Word word) {
    return oldestKept < word.shardId();
  }

  private void copy(LogShard shard, long location) {
    copies.computeIfAbsent(shard.header().codec(), _ -> new TreeSet<>()).add(location);
  }

  /**
   * A batch that was not written to its end is told by the sequence of the frame that comes next.
   * If that one goes, the batch must not come to life: so the right word is said again.
   */
  private void keepDropped(Word dropped) {
    if (moved.contains(dropped.shardId())) {
      return;
    }
    long latest = inspected.words().find(dropped.fingerprint());
    if (overruled.contains(Index.kept(dropped.fingerprint())) || latest == Location.NONE) {
      deletions.add(dropped.fingerprint());
      return;
    }
    Word word = new Word(dropped.fingerprint(), latest);
    LogShard shard = inspected.shard(word.shardId());
    if (shard != null && !moved.contains(word.shardId())) {
      boolean isPut =
          shard.correctedFrame(word.offset()) instanceof Frame.Intact(FrameHeader header, _)
              && header.kind() == FrameKind.PUT;
      if (isPut) {
        copy(shard, latest);
      } else {
        deletions.add(dropped.fingerprint());
      }
    } else if (!isCopied(latest)) {
      deletions.add(dropped.fingerprint());
    }
  }

  private boolean isCopied(long location) {
    return copies.values().stream().anyMatch(locations -> locations.contains(location));
  }

  /** Returns whether there is anything to do. */
  boolean isNeeded() {
    return changesShards()
        || !inspected.documents().damages().isEmpty()
        || witness.damage() != null;
  }

  /** Returns whether shards go or are missing, so that new ones are to be made. */
  boolean changesShards() {
    return inspected.isDamaged();
  }

  RepairMark mark() {
    TreeSet<Integer> retired = new TreeSet<>(inspected.documents().retired());
    retired.addAll(moved);
    retired.addAll(inspected.missing());
    RepairMark.Unsealed unsealed = null;
    if (changesShards()) {
      retired.addAll(emptyShardIds());
    }
    for (InspectedShard shard : inspected.shards()) {
      if (shard.state() == State.UNSEALED && changesShards()) {
        unsealed = new RepairMark.Unsealed(shard.id(), shard.tail(), shard.lastSequence());
      }
    }
    int newest = inspected.documents().newestShardId();
    int firstNew = Math.max(newest, retired.isEmpty() ? 0 : retired.last()) + 1;
    return new RepairMark(false, firstNew, List.copyOf(moved), List.copyOf(retired), unsealed);
  }

  List<Integer> emptyShardIds() {
    return inspected.shards().stream()
        .filter(shard -> shard.state() == State.EMPTY)
        .map(InspectedShard::id)
        .toList();
  }

  /** The records to be appended anew, by the codec that wrote them. */
  Map<CodecStamp, NavigableSet<Long>> copies() {
    return copies;
  }

  long copiedRecords() {
    return copies.values().stream().mapToLong(Set::size).sum();
  }

  /** The bytes of their payloads. */
  long copiedBytes() {
    return copiedBytes;
  }

  /** The keys of which a tombstone is to be appended. */
  Set<Fingerprint> deletions() {
    return deletions;
  }

  List<Lost> lost() {
    return lost;
  }

  /** The places where records are missing, with what the checkpoint knows of them. */
  List<LostRange> lostRanges() {
    return inspected.gaps().stream()
        .map(
            gap ->
                new LostRange(
                    gap.range().shardId(),
                    gap.range().offset(),
                    gap.range().records(),
                    witness.knowsBelow(gap.end())))
        .toList();
  }
}
