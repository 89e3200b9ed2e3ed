package dev.cairnkv.reliability.linearizability;

import dev.cairnkv.reliability.Scale;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The store is linearizable, also while it rolls from one shard to the next. */
class StoreLincheckTest {
  private static final int STRESS_SCENARIOS = 100;
  private static final int STRESS_RUNS = 1_000;
  private static final int MODEL_SCENARIOS = 20;
  private static final int MODEL_RUNS = 500;

  @Test
  void isLinearizableWithRealThreads() {
    Instant start = Instant.now();
    int scenarios = (int) Scale.cases(STRESS_SCENARIOS);
    Lincheck.stress(scenarios, STRESS_RUNS).threads(3).check(StoreOperations.class);
    Scale.report("Lincheck, threads on the store", (long) scenarios * STRESS_RUNS, start);
  }

  @Test
  void isLinearizableInEveryInterleavingTried() {
    Instant start = Instant.now();
    int scenarios = (int) Scale.cases(MODEL_SCENARIOS);
    Lincheck.modelChecking(scenarios, MODEL_RUNS).check(StoreOperations.class);
    Scale.report("Lincheck, interleavings of the store", (long) scenarios * MODEL_RUNS, start);
  }
}
