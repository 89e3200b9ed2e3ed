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
  LATENCY
}
