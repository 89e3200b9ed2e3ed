package dev.cairnkv.reliability.simulation;

import dev.cairnkv.reliability.Scale;
import dev.cairnkv.testkit.simulation.Histories;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/**
 * Random histories with a crash at a random step, in the restore too, by a kill or a power loss
 * that takes and reorders what was not synced. What comes back must be what {@link StoreRun} says.
 */
final class CrashStatesTest {
  private static final int KEYS = 8;

  /* A history makes more than three crash states on average. */
  private static final long HISTORIES = 320_000;

  @Test
  void recoversAPrefixOfTheWritesFromEveryCrashState() {
    Instant start = Instant.now();
    LongAdder crashStates = new LongAdder();
    Histories.check(
        Seeds.first(Scale.cases(HISTORIES)),
        seed -> new HistoryGenerator(seed, KEYS).crashes(),
        history ->
            crashStates.add(
                new StoreRun(
                        history,
                        KEYS,
                        SimulatedStores.options(history.seed()),
                        SimulatedStores.emptyStore(history.seed()))
                    .run()));
    Scale.report("crash states", crashStates.sum(), start);
  }
}
