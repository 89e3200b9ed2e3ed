package dev.cairnkv.bench.workload;

/** What one JVM does from start to end. The phases of a peer follow each other in this order. */
public enum Phase {
  /** Fills a new store, and shuts it down. */
  LOAD,

  /** Opens the store of {@link #LOAD}, reads and writes, and is halted without shutting it down. */
  WORK,

  /** Opens the store after that. */
  REOPEN,

  /** Fills another store with large values, and reads them. */
  LARGE,

  /** Puts into another store, each put synced. */
  SYNCED,

  /** Measures how long single operations take while another store grows. */
  LATENCY,

  /** Overwrites another store many times, with compaction and without. */
  COMPACTION;

  /**
   * Returns whether all of the heap is to be resident from the start: where the memory of the
   * process is measured, and where its first use must not show up in latencies. It costs a second.
   */
  public boolean countsMemory() {
    return this == WORK || this == LATENCY || this == COMPACTION;
  }
}
