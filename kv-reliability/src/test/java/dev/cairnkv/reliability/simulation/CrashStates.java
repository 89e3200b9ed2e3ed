package dev.cairnkv.reliability.simulation;

import dev.cairnkv.testkit.simulation.Histories;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/** The suite of crash states; also in small, for bugs that it must find. */
public final class CrashStates {
  private static final int KEYS = 8;

  private CrashStates() {}

  /**
   * Runs the first histories of the suite, whatever the {@link dev.cairnkv.reliability.Scale}.
   *
   * @throws AssertionError if one goes wrong
   */
  public static void check(long histories) {
    var _ = check(LongStream.range(0, histories).parallel());
  }

  /**
   * Runs the histories of some seeds.
   *
   * @return the number of crash states from which a store was restored
   */
  static long check(LongStream seeds) {
    LongAdder crashStates = new LongAdder();
    Histories.check(
        seeds,
        seed -> new HistoryGenerator(seed, KEYS).crashes(),
        history ->
            crashStates.add(
                new StoreRun(
                        history,
                        KEYS,
                        SimulatedStores.optionsOf(history.seed()),
                        SimulatedStores.emptyStore(history.seed()))
                    .run()));
    return crashStates.sum();
  }
}
