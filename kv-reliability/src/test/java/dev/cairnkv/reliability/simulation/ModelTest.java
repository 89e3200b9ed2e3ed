package dev.cairnkv.reliability.simulation;

import dev.cairnkv.reliability.Scale;
import dev.cairnkv.testkit.simulation.Histories;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/**
 * Long random histories beside a plain map, with kills, power losses, full disks and failures of
 * the storage. After each operation the store must answer as {@link StoreRun} says.
 */
final class ModelTest {
  private static final int KEYS = 64;
  private static final int LENGTH = 250;
  private static final long OPERATIONS = 1_000_000;

  @Test
  void agreesWithAPlainMapThroughRestartsCrashesFullDisksAndFailures() {
    Instant start = Instant.now();
    LongAdder operations = new LongAdder();
    Histories.check(
        Seeds.first(Scale.cases(OPERATIONS / LENGTH)),
        seed -> new HistoryGenerator(seed, KEYS).life(LENGTH),
        history -> {
          new StoreRun(
                  history,
                  KEYS,
                  SimulatedStores.options(history.seed()),
                  SimulatedStores.emptyStore(history.seed()))
              .run();
          operations.add(history.operations().size());
        });
    Scale.report("model operations", operations.sum(), start);
  }
}
