package dev.cairnkv.reliability.simulation;

import dev.cairnkv.reliability.Scale;
import dev.cairnkv.testkit.simulation.Histories;
import java.util.stream.LongStream;

/** The suite of crash states in small, for bugs that it must find. */
public final class CrashStates {
  private static final int KEYS = 8;

  private CrashStates() {}

  /**
   * Runs the first histories of the suite, whatever the {@link Scale}.
   *
   * @throws AssertionError if one goes wrong
   */
  public static void check(long histories) {
    Histories.check(
        LongStream.range(0, histories).parallel(),
        seed -> new HistoryGenerator(seed, KEYS).crashes(),
        history -> {
          var _ =
              new StoreRun(
                      history,
                      KEYS,
                      SimulatedStores.options(4096L << history.seed() % 3, 0),
                      SimulatedStores.emptyStore(history.seed()))
                  .run();
        });
  }
}
