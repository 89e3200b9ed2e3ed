package dev.cairnkv.core.repair;

import dev.cairnkv.Damage;
import dev.cairnkv.core.checkpoint.LoadedCheckpoint;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.repair.Words.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the checkpoint knows of the records that are gone. It holds the latest record of every key
 * as of its position, so of what was lost before, it names the keys.
 *
 * @param lost the latest records that cannot be found where they were
 * @param lostDeletions the latest known records of keys that were deleted since
 * @param damage what is wrong with the checkpoint itself, if something is
 * @param position below here, as a location, it knows everything
 * @param doubtBelow and not below here
 */
record CheckpointWitness(
    List<Word> lost,
    List<Word> lostDeletions,
    @Nullable Damage damage,
    long position,
    long doubtBelow) {
  private static final CheckpointWitness NONE =
      new CheckpointWitness(List.of(), List.of(), null, Location.NONE, Location.NONE);

  static CheckpointWitness hear(Inspected inspected) {
    LoadedCheckpoint checkpoint = inspected.documents().checkpoint();
    if (checkpoint == null) {
      return NONE;
    }
    if (!isOf(checkpoint, inspected)) {
      return wrong("the checkpoint is one of other shards");
    }
    return new Hearing(inspected, checkpoint).hear();
  }

  /** Whether all keys are known that damage up to a location has hit. */
  boolean knowsBelow(long location) {
    return Long.compareUnsigned(location, position) <= 0
        && Long.compareUnsigned(location, doubtBelow) > 0;
  }

  private static CheckpointWitness wrong(String found) {
    return new CheckpointWitness(
        List.of(), List.of(), new Damage(0, 0, 0, found, true), Location.NONE, Location.NONE);
  }

  private static boolean isOf(LoadedCheckpoint checkpoint, Inspected inspected) {
    int last = checkpoint.head().position().shardId();
    for (InspectedShard inspectedShard : inspected.shards()) {
      LogShard shard = inspectedShard.shard();
      ShardHeader known = inspected.documents().header(inspectedShard.id());
      boolean expected = inspectedShard.id() < last;
      if (shard != null && (known == null ? expected : !known.equals(shard.header()))) {
        return false;
      }
    }
    return true;
  }

  private static final class Hearing {
    private final Inspected inspected;
    private final LoadedCheckpoint checkpoint;
    private final long position;
    private final List<Word> lost = new ArrayList<>();
    private final List<Word> lostDeletions = new ArrayList<>();
    private long contradictions;

    Hearing(Inspected inspected, LoadedCheckpoint checkpoint) {
      this.inspected = inspected;
      this.checkpoint = checkpoint;
      this.position =
          Location.pack(
              checkpoint.head().position().shardId(), checkpoint.head().position().offset(), 0);
    }

    CheckpointWitness hear() {
      inspected.words().forEach(this::compare);
      loseUnknown();
      if (contradictions > 0 || (!lostDeletions.isEmpty() && inspected.gaps().isEmpty())) {
        return wrong("the checkpoint does not agree with the shards");
      }
      long doubtBelow = checkpoint.head().doubtBelow();
      boolean outdated = doubtBelow != Location.NONE && !inspected.isDamaged();
      Damage damage =
          outdated
              ? new Damage(0, 0, 0, "the checkpoint tells of damage that is gone", false)
              : null;
      return new CheckpointWitness(lost, lostDeletions, damage, position, doubtBelow);
    }

    /** What is found nowhere is lost, and of its fingerprint is known what an index keeps. */
    private void loseUnknown() {
      Index index = checkpoint.index();
      for (int i = 0; i < index.subTables(); i++) {
        long[] slots = index.slots(i);
        for (int at = 0; at < slots.length; at += 2) {
          Fingerprint fingerprint = Index.fingerprint(i, slots[at]);
          if (inspected.words().find(fingerprint) == Location.NONE) {
            lose(new Word(fingerprint, slots[at + 1]));
          }
        }
      }
    }

    private void compare(Word word) {
      Fingerprint fingerprint = word.fingerprint();
      long known = checkpoint.index().get(fingerprint);
      if (known == word.location()) {
        return;
      }
      if (known != Location.NONE && isBefore(word.location(), known)) {
        lose(new Word(fingerprint, known));
      } else if (isBefore(word.location(), position)) {
        if (known != Location.NONE) {
          contradictions++;
        } else if (isPut(word)) {
          lostDeletions.add(word);
        }
      }
    }

    private void lose(Word known) {
      LogShard shard = inspected.shard(known.shardId());
      if (shard == null) {
        if (!inspected.documents().retired().contains(known.shardId())) {
          lost.add(known);
        }
        return;
      }
      boolean isThere =
          shard.correctedFrame(known.offset()) instanceof Frame.Intact(FrameHeader header, _)
              && Index.kept(header.fingerprint()).equals(Index.kept(known.fingerprint()));
      if (isThere) {
        contradictions++;
      } else {
        lost.add(known);
      }
    }

    private boolean isPut(Word word) {
      LogShard shard = inspected.shard(word.shardId());
      return shard == null
          || switch (shard.correctedFrame(word.offset())) {
            case Frame.Intact(FrameHeader header, _) -> header.kind() == FrameKind.PUT;
            case Frame.DamagedPayload(FrameHeader header) -> header.kind() == FrameKind.PUT;
            case Frame.NoFrame _ -> false;
          };
    }

    private static boolean isBefore(long left, long right) {
      return Location.shardId(left) != Location.shardId(right)
          ? Location.shardId(left) < Location.shardId(right)
          : Location.offset(left) < Location.offset(right);
    }
  }
}
