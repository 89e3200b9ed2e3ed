package dev.cairnkv.reliability.linearizability;

import dev.cairnkv.reliability.Scale;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The store is linearizable, also while it rolls from one shard to the next. With real threads
 * only: Lincheck 3.7 cannot follow views of byte arrays as longs, which every record is made with.
 */
class StoreLincheckTest {
  private static final int SCENARIOS = 40;
  private static final int RUNS = 1_000;

  @Test
  void isLinearizableWithRealThreads() {
    Instant start = Instant.now();
    int scenarios = (int) Scale.cases(SCENARIOS);
    Lincheck.stress(StoreSpecification.class, scenarios, RUNS)
        .threads(3)
        .check(StoreOperations.class);
    Scale.report("Lincheck, threads on the store", (long) scenarios * RUNS, start);
  }
}
