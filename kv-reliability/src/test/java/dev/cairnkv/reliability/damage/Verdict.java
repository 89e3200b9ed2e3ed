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
 * error, and the restore reports the damage. Who may answer with the error is as narrow as can be:
 * the keys of the damaged operation if the restore says that the keys are known, else those whose
 * latest record does not stand behind the damage. Above what is known to have been synced, the
 * operations before the damage are there, no others, and the restore says that it cut something.
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

  private @Nullable String judge(Image damaged, long from, long to, boolean mayRefuse) {
    ImageStorage storage = new ImageStorage(damaged);
    KvStore<Long, byte[]> store;
    try {
      store = Images.restore(storage, Images.options(ReferenceWriter.SHARD_SIZE));
    } catch (WrongFormatException e) {
      return mayRefuse ? null : "the store does not open: " + e.getMessage();
    }
    try (store) {
      return judge(store, from, to);
    }
  }

  private @Nullable String judge(KvStore<Long, byte[]> store, long from, long to) {
    RestoreReport report = store.stats().restored();
    boolean harmless = from >= reference.tail();
    boolean synced = from < reference.syncedUpTo();
    boolean reported = !report.damages().isEmpty() || report.cutBytes() > 0;
    if (!harmless && !reported) {
      return "neither damage nor a cut tail is reported";
    }
    if (synced && !harmless && report.damages().isEmpty()) {
      return "damage of what was synced is taken for a torn tail";
    }
    int hit = reference.operationAt(from);
    int behind = to == Long.MAX_VALUE ? reference.operations().size() : hit + 1;
    boolean torn = !harmless && report.damages().isEmpty();
    for (Reference.History history : histories) {
      String problem =
          torn
              ? judgeTorn(store, history, hit)
              : judgeDamaged(store, history, harmless, report.damages(), hit, behind);
      if (problem != null) {
        return "key %d %s; %s".formatted(history.key(), problem, report.damages());
      }
    }
    return null;
  }

  /** The first {@code count} operations are there, and nothing else. */
  private static @Nullable String judgeTorn(
      KvStore<Long, byte[]> store, Reference.History history, int count) {
    byte[] expected = history.valueAfter(count);
    byte[] found = store.get(history.key());
    return Arrays.equals(found, expected)
        ? null
        : "is %s instead of %s".formatted(describe(found), describe(expected));
  }

  private @Nullable String judgeDamaged(
      KvStore<Long, byte[]> store,
      Reference.History history,
      boolean harmless,
      List<Damage> damages,
      int hit,
      int behind) {
    byte[] expected = history.valueAfter(Integer.MAX_VALUE);
    try {
      byte[] found = store.get(history.key());
      return Arrays.equals(found, expected)
          ? null
          : "is %s instead of %s".formatted(describe(found), describe(expected));
    } catch (CorruptFrameException e) {
      boolean known = damages.stream().allMatch(Damage::keysKnown);
      int latest = history.latest();
      boolean mayBeHit = !harmless && (known ? latest >= hit && latest < behind : latest < behind);
      boolean intact = latest >= 0 && reference.operations().get(latest).isElsewhere();
      return mayBeHit && !intact ? null : "is unharmed, but answers " + e.getMessage();
    }
  }

  private static String describe(byte @Nullable [] value) {
    return value == null ? "missing" : value.length + " bytes #" + Arrays.hashCode(value);
  }
}
