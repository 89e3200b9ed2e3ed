package dev.cairnkv.reliability.workload;

/** A bug that is planted into the storage, for a suite to find. */
public enum Plant {
  /** None: the storage as it is. */
  NOTHING,

  /** What is appended waits in the heap for the next sync, as with a stream that buffers. */
  BUFFERED_APPENDS,

  /** A sync does nothing. */
  SKIPPED_SYNCS
}
