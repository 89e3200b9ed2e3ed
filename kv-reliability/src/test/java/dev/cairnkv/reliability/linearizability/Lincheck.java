package dev.cairnkv.reliability.linearizability;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** How Lincheck runs in these suites. */
final class Lincheck {
  private Lincheck() {}

  static StressOptions stress(Class<?> specification, int scenarios, int runs) {
    return new StressOptions()
        .sequentialSpecification(specification)
        .iterations(scenarios)
        .invocationsPerIteration(runs)
        .actorsBefore(2)
        .actorsPerThread(4)
        .actorsAfter(1);
  }

  static ModelCheckingOptions modelChecking(Class<?> specification, int scenarios, int runs) {
    return new ModelCheckingOptions()
        .sequentialSpecification(specification)
        .iterations(scenarios)
        .invocationsPerIteration(runs)
        .threads(2)
        .actorsBefore(2)
        .actorsPerThread(3)
        .actorsAfter(1);
  }
}
