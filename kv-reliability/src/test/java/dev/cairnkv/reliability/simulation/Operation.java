package dev.cairnkv.reliability.simulation;

import java.util.List;

/** What a history does to a store. */
sealed interface Operation {

  /** A put, deletion, batch or conditional write: all of it happens, or nothing. */
  sealed interface Write extends Operation {
    List<Change> changes();

    boolean synced();
  }

  /**
   * One key of a write.
   *
   * @param value a value as {@link Values} makes them, or {@link Values#NONE} to delete the key
   * @param expiry when it ends, in milliseconds since 1970, or {@link #FOR_GOOD}
   */
  record Change(int key, long value, long expiry) {
    /** The expiry of what does not end. */
    static final long FOR_GOOD = 0;

    Change(int key, long value) {
      this(key, value, FOR_GOOD);
    }

    @Override
    public String toString() {
      String put = key + "=" + Values.text(value) + (expiry == FOR_GOOD ? "" : " until " + expiry);
      return value == Values.NONE ? "-" + key : put;
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

  /**
   * A conditional write. Whether anything is written is up to what is there.
   *
   * @param change what is written if the condition holds
   */
  record Conditional(Condition condition, Change change, boolean synced) implements Write {
    @Override
    public List<Change> changes() {
      return List.of(change);
    }
  }

  /** What a conditional write asks for. */
  enum Condition {
    /** No value. */
    ABSENT,

    /** The value that is there, whatever it is. */
    PRESENT,

    /** Nothing; what was there is returned. */
    NONE,

    /** Nothing; a function is called with what is there. */
    COMPUTED;

    boolean holds(long value) {
      return switch (this) {
        case ABSENT -> value == Values.NONE;
        case PRESENT -> value != Values.NONE;
        case NONE, COMPUTED -> true;
      };
    }
  }

  /** Someone sets the clock, forward or back. */
  record SetClock(long epochMillis) implements Operation {}

  record Sync() implements Operation {}

  /** A walk over everything. */
  record LookAround() implements Operation {}

  /**
   * A scan of some keys in order, where they are kept so.
   *
   * @param low the first key that may come
   * @param high the last one
   */
  record ScanKeys(int low, int high, boolean descending) implements Operation {}

  /** A checkpoint, as one is written when the store has grown. */
  record Checkpoint() implements Operation {}

  /** A snapshot is made, to be looked at until it is closed or its store is gone. */
  record OpenSnapshot() implements Operation {}

  /** A look at each snapshot that is open. */
  record LookBack() implements Operation {}

  /** The oldest snapshot that is open is closed, if there is one. */
  record CloseSnapshot() implements Operation {}

  /** A compaction of all that is worth it. */
  record Compact() implements Operation {}

  /** A change of the codec of new shards, and a conversion of all others. */
  record Convert() implements Operation {}

  /** A backup, into the same place each time. */
  record Backup() implements Operation {}

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
