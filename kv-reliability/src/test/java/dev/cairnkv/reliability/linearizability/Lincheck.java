package dev.cairnkv.reliability.linearizability;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** How Lincheck runs in these suites. */
final class Lincheck {
  private Lincheck() {}

  static StressOptions stress(int scenarios, int runs) {
    return new StressOptions()
        .iterations(scenarios)
        .invocationsPerIteration(runs)
        .actorsBefore(2)
        .actorsPerThread(4)
        .actorsAfter(1);
  }

  static ModelCheckingOptions modelChecking(int scenarios, int runs) {
    return new ModelCheckingOptions()
        .iterations(scenarios)
        .invocationsPerIteration(runs)
        .threads(2)
        .actorsBefore(2)
        .actorsPerThread(3)
        .actorsAfter(1);
  }
}
