package dev.cairnkv.reliability.linearizability;

import dev.cairnkv.reliability.Scale;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The index is linearizable: with real threads, and with every interleaving that Lincheck tries.
 */
class IndexLincheckTest {
  private static final int STRESS_SCENARIOS = 40;
  private static final int STRESS_RUNS = 4_000;
  private static final int MODEL_SCENARIOS = 30;
  private static final int MODEL_RUNS = 100;

  @Test
  void isLinearizableWithRealThreads() {
    Instant start = Instant.now();
    int scenarios = (int) Scale.cases(STRESS_SCENARIOS);
    Lincheck.stress(IndexSpecification.class, scenarios, STRESS_RUNS)
        .threads(3)
        .check(IndexOperations.class);
    Scale.report("Lincheck, threads on the index", (long) scenarios * STRESS_RUNS, start);
  }

  @Test
  void isLinearizableInEveryInterleavingTried() {
    Instant start = Instant.now();
    int scenarios = (int) Scale.cases(MODEL_SCENARIOS);
    Lincheck.modelChecking(IndexSpecification.class, scenarios, MODEL_RUNS)
        .check(IndexWithoutGrowth.class);
    Scale.report("Lincheck, interleavings of the index", (long) scenarios * MODEL_RUNS, start);
  }
}
