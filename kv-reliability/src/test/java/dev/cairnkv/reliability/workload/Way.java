package dev.cairnkv.reliability.workload;

/** The ways in which an operation goes about its one write, or its batch. */
public enum Way {
  /** A put, a deletion, or a batch. */
  PLAIN,

  /** A put if the key is missing. */
  IF_ABSENT,

  /** A put if the key is there, by a comparison with what it holds. */
  REPLACE,

  /** A put if the key is missing or what it holds is of an odd number; else a deletion. */
  COMPUTE,

  /** A put that tells what was there. */
  GET_AND_PUT,

  /** A deletion if the key is there, by a comparison with what it holds. */
  DELETE_EXPECTED,

  /** Another expiry for what the key holds, if it is there. */
  TOUCH
}
