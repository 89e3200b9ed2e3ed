package dev.cairnkv.reliability.damage;

import dev.cairnkv.reliability.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A store of which every operation is known, and where it stands in shard {@link #SHARD}.
 *
 * @param image its bytes
 * @param operations what was written, in order
 * @param tail where the last frame of the shard ends, the seal included
 * @param syncedUpTo below this offset everything is known to have been synced
 */
record Reference(Image image, List<Operation> operations, long tail, long syncedUpTo) {
  /** The shard that is damaged. */
  static final int SHARD = 1;

  private static final long[] NEVER_WRITTEN = {1000, 1001, 1002};

  /** Returns the same without its checkpoint. */
  Reference withoutCheckpoint() {
    return new Reference(image.withCheckpoint(null), operations, tail, syncedUpTo);
  }

  byte[] checkpoint() {
    return Objects.requireNonNull(image.checkpoint(), "the reference has a checkpoint");
  }

  byte[] shard() {
    return image.shard(SHARD);
  }

  /** Returns the first operation that has a byte at or behind an offset of the shard. */
  int operationAt(long offset) {
    int index = 0;
    while (index < operations.size() && operations.get(index).end() <= offset) {
      index++;
    }
    return index;
  }

  /** Returns the histories of all keys, also of some that were never written. */
  List<History> histories() {
    Map<Long, History> histories = new TreeMap<>();
    for (long key : NEVER_WRITTEN) {
      histories.put(key, new History(key, new ArrayList<>(), new ArrayList<>()));
    }
    for (int i = 0; i < operations.size(); i++) {
      for (Operation.Write write : operations.get(i).writes()) {
        History history =
            histories.computeIfAbsent(
                write.key(), key -> new History(key, new ArrayList<>(), new ArrayList<>()));
        history.operations().add(i);
        history.values().add(write.value());
      }
    }
    return List.copyOf(histories.values());
  }

  /**
   * What was written under a key.
   *
   * @param key the key
   * @param operations the indexes of the operations, ascending
   * @param values the value that each left behind, null if it deleted the key
   */
  record History(long key, List<Integer> operations, List<byte @Nullable []> values) {

    /** Returns the last operation, or -1 if there was none. */
    int latest() {
      return operations.isEmpty() ? -1 : operations.getLast();
    }

    /** Returns the value after the first {@code count} operations of the store. */
    byte @Nullable [] valueAfter(int count) {
      for (int i = operations.size() - 1; i >= 0; i--) {
        if (operations.get(i) < count) {
          return values.get(i);
        }
      }
      return null;
    }
  }
}
