package dev.cairnkv.testkit.simulation;

/**
 * A fault at a step.
 *
 * @param step the number of the step, from 0 in each process
 * @param fault what happens there
 */
public record PlannedFault(int step, Fault fault) {
  /** Refuses a negative step. */
  public PlannedFault {
    if (step < 0) {
      throw new IllegalArgumentException("steps are numbered from 0, but " + step + " was given");
    }
  }

  @Override
  public String toString() {
    return fault + "@" + step;
  }
}
