package dev.cairnkv.testkit.simulation;

/** What can happen at a step. */
public enum Fault {
  /** The process ends before the call does anything. */
  CRASH_BEFORE,

  /**
   * The process ends in the middle of the call. An append leaves what the seed decides: some of its
   * bytes from the front, or some of its 8-byte words. Any other call has happened or not.
   */
  CRASH_WITHIN,

  /** The process ends when the call has done its work. */
  CRASH_AFTER,

  /**
   * The call fails and does nothing. A sync that fails loses what was not synced as ext4 does: the
   * seed decides which pieces had reached the disk; the others count as clean from now on, so that
   * a later sync succeeds without writing them. They can be read as long as the operating system
   * lives, and are gone after a power loss.
   */
  ERROR,

  /** The call does its work, and fails all the same. */
  ERROR_AFTER,

  /**
   * An append writes some of its bytes from the front and fails. Any other call as {@link #ERROR}.
   */
  SHORT_WRITE,

  /**
   * There is no room: what makes a shard, a document, a checkpoint or the place itself fails with a
   * {@link dev.cairnkv.StoreFullException} and does nothing. Any other call as {@link #ERROR}.
   */
  DISK_FULL,

  /**
   * The call returns as if all were well. A sync makes nothing durable; a later, honest one does.
   * Creations, replacements and deletions take place, but a power loss undoes them unless an honest
   * one came later. Any other call just does its work.
   */
  LIE;

  /** Whether the process ends. */
  public boolean isCrash() {
    return this == CRASH_BEFORE || this == CRASH_WITHIN || this == CRASH_AFTER;
  }
}
