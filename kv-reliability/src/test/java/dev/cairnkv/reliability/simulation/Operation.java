package dev.cairnkv.reliability.simulation;

import java.util.List;

/** What a history does to a store. */
sealed interface Operation {

  /** A put, deletion or batch: all of it happens, or nothing. */
  sealed interface Write extends Operation {
    List<Change> changes();

    boolean synced();
  }

  /**
   * One key of a write.
   *
   * @param value a value as {@link Values} makes them, or {@link Values#NONE} to delete the key
   */
  record Change(int key, long value) {
    @Override
    public String toString() {
      return value == Values.NONE ? "-" + key : key + "=" + Values.text(value);
    }
  }

  record Put(Change change, boolean synced) implements Write {
    @Override
    public List<Change> changes() {
      return List.of(change);
    }
  }

  record Delete(Change change, boolean synced) implements Write {
    @Override
    public List<Change> changes() {
      return List.of(change);
    }
  }

  record WriteBatch(List<Change> changes, boolean synced) implements Write {}

  record Sync() implements Operation {}

  /** A walk over everything. */
  record LookAround() implements Operation {}

  /** A checkpoint, as one is written when the store has grown. */
  record Checkpoint() implements Operation {}

  /** A compaction of all that is worth it. */
  record Compact() implements Operation {}

  /** A shutdown, and a restore in the same process. */
  record Reopen() implements Operation {}

  /** The end of a process and a restore in the next one. */
  record Restart() implements Operation {}

  /**
   * Someone else fills the disk, or makes room.
   *
   * @param freeBytes what is left from now on
   */
  record SetRoom(long freeBytes) implements Operation {
    /** More than any history needs. */
    static final long ENOUGH = 1L << 40;
  }
}
