package dev.cairnkv.bench.workload;

/** What one thread does with a store. */
interface Client {

  /** How many operations are made between two looks at the clock, unless they are slow. */
  int ROUND = 256;

  /** Makes {@link #operationsInRound} operations. */
  void round();

  /** Returns how many operations are made between two looks at the clock. */
  default int operationsInRound() {
    return ROUND;
  }
}
