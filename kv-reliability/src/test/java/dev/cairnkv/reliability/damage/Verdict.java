package dev.cairnkv.reliability.damage;

import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.Damage;
import dev.cairnkv.KvStore;
import dev.cairnkv.RestoreReport;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.reliability.image.Image;
import dev.cairnkv.reliability.image.ImageStorage;
import dev.cairnkv.reliability.image.Images;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a store says of a damaged reference shard against what was written to it.
 *
 * <p>Where the damaged bytes are known to have been synced, every key gives its value or a typed
 * error, and the damage is reported: by the restore, or by the first read if the restore had it
 * from a checkpoint. Who may answer with the error is as narrow as can be: the keys of the damaged
 * operation if the restore says that the keys are known, else those whose latest record does not
 * stand behind the damage. Above what is known to have been synced, the operations before the
 * damage are there, no others, and the restore says that it cut something.
 */
final class Verdict {
  private final Reference reference;
  private final List<Reference.History> histories;

  Verdict(Reference reference) {
    this.reference = reference;
    this.histories = reference.histories();
  }

  /** Returns what is wrong after a byte was changed, or null. */
  @Nullable String onChangedByte(byte[] shard, int offset) {
    Image damaged = reference.image().withShard(Reference.SHARD, shard);
    return judge(damaged, offset, offset + 1, offset < ShardHeaderDescriptor.LENGTH);
  }

  /** Returns what is wrong after the shard was cut, or null. */
  @Nullable String onCut(byte[] shard) {
    Image damaged = reference.image().withShard(Reference.SHARD, shard);
    return judge(damaged, shard.length, Long.MAX_VALUE, true);
  }

  /**
   * Returns what is wrong after the checkpoint was changed, or null: every answer must be right.
   */
  @Nullable String onChangedCheckpoint(byte[] checkpoint) {
    return judge(reference.image().withCheckpoint(checkpoint), Long.MAX_VALUE, 0, false);
  }

  private @Nullable String judge(Image damaged, long from, long to, boolean mayRefuse) {
    ImageStorage storage = new ImageStorage(damaged);
    KvStore<Long, byte[]> store;
    try {
      store = Images.restore(storage, Images.options(ReferenceWriter.SHARD_SIZE));
    } catch (WrongFormatException e) {
      return mayRefuse ? null : "the store does not open: " + e.getMessage();
    }
    return judge(store, from, to);
  }

  private @Nullable String judge(KvStore<Long, byte[]> store, long from, long to) {
    RestoreReport report = store.stats().restored();
    boolean harmless = from >= reference.tail();
    boolean torn = !harmless && report.damages().isEmpty() && report.cutBytes() > 0;
    if (torn && from < reference.syncedUpTo()) {
      return "damage of what was synced is taken for a torn tail";
    }
    int hit = reference.operationAt(from);
    boolean hitsNone =
        harmless
            || hit == reference.operations().size()
            || reference.operations().get(hit).isElsewhere();
    int behind = to == Long.MAX_VALUE ? reference.operations().size() : hitsNone ? hit : hit + 1;
    int corrupt = 0;
    for (Reference.History history : histories) {
      Answer answer = Answer.of(store, history.key());
      if (answer.corrupt()) {
        corrupt++;
      }
      byte[] expected = history.valueAfter(torn ? hit : Integer.MAX_VALUE);
      boolean mayBeHit = !torn && !harmless && mayBeHit(report.damages(), history, hit, behind);
      if (!answer.isRight(expected, mayBeHit)) {
        return "key %d %s instead of %s; %s"
            .formatted(history.key(), answer, Answer.describe(expected), report.damages());
      }
    }
    boolean reported = !store.stats().damages().isEmpty() || report.cutBytes() > 0;
    if (!harmless && !reported && isReplayed(report)) {
      return "neither damage nor a cut tail is reported";
    }
    return corrupt > 0 && !reported ? "damage that was met is not reported" : null;
  }

  /** Whether the restore looked at the shard, and did not take all of it from the checkpoint. */
  private static boolean isReplayed(RestoreReport report) {
    return report.checkpointKeys() == 0;
  }

  /**
   * Whether a key may answer with an error. Where the keys that were hit are not known, so may keys
   * that were deleted later: nothing in the index says so.
   */
  private boolean mayBeHit(List<Damage> damages, Reference.History history, int hit, int behind) {
    int latest = history.latest();
    if (damages.stream().allMatch(Damage::keysKnown)) {
      return latest >= hit && latest < behind;
    }
    boolean deleted = history.valueAfter(Integer.MAX_VALUE) == null;
    boolean isElsewhere = latest >= 0 && reference.operations().get(latest).isElsewhere();
    return deleted || (latest < behind && !isElsewhere);
  }

  /**
   * What a store says of a key.
   *
   * @param value its value, or null if it has none
   * @param error what it says instead, or null
   */
  @SuppressWarnings("ArrayRecordComponent") // answers are never compared
  private record Answer(byte @Nullable [] value, @Nullable String error) {

    static Answer of(KvStore<Long, byte[]> store, long key) {
      try {
        return new Answer(store.get(key), null);
      } catch (CorruptFrameException e) {
        return new Answer(null, e.getMessage());
      }
    }

    boolean corrupt() {
      return error != null;
    }

    boolean isRight(byte @Nullable [] expected, boolean mayBeHit) {
      return corrupt() ? mayBeHit : Arrays.equals(value, expected);
    }

    static String describe(byte @Nullable [] value) {
      return value == null ? "missing" : value.length + " bytes #" + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return error == null ? "is " + describe(value) : "answers '" + error + "'";
    }
  }
}
