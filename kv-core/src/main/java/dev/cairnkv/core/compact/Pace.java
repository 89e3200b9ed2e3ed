package dev.cairnkv.core.compact;

/** How fast a compaction may go, and whether it goes on at all. */
interface Pace {

  /** As fast as it can, until it is done. */
  Pace UNLIMITED = bytes -> true;

  /**
   * Waits until so many bytes more may be appended.
   *
   * @return false if it is to stop
   */
  boolean allows(long bytes);
}
