package dev.cairnkv.reliability.linearizability;

/** The check of the index in small, for a race that it must find. */
public final class PlantedRace {
  private static final int SCENARIOS = 50;
  private static final int RUNS = 1_000;

  private PlantedRace() {}

  /**
   * Lets Lincheck try interleavings of the index.
   *
   * @throws AssertionError if it finds one that is not linearizable
   */
  public static void check() {
    Lincheck.modelChecking(IndexSpecification.class, SCENARIOS, RUNS).check(IndexOperations.class);
  }
}
