package dev.cairnkv.testkit.simulation;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one process, and how it ends.
 *
 * @param mode how the process ends if it does not end by itself
 * @param faults what happens at which step; where several name one step, the first counts
 */
public record FaultPlan(CrashMode mode, List<PlannedFault> faults) {
  /** Makes the list unmodifiable. */
  public FaultPlan {
    faults = List.copyOf(faults);
  }

  /** Returns a plan without faults for a process that is killed in the end. */
  public static FaultPlan none() {
    return new FaultPlan(CrashMode.KILL, List.of());
  }

  /** Returns a plan with one fault. */
  public static FaultPlan of(CrashMode mode, int step, Fault fault) {
    return new FaultPlan(mode, List.of(new PlannedFault(step, fault)));
  }

  /** Returns this plan with another fault. */
  public FaultPlan and(int step, Fault fault) {
    return new FaultPlan(
        mode, Stream.concat(faults.stream(), Stream.of(new PlannedFault(step, fault))).toList());
  }

  @Nullable Fault at(int step) {
    for (int i = 0; i < faults.size(); i++) {
      PlannedFault planned = faults.get(i);
      if (planned.step() == step) {
        return planned.fault();
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return mode + faults.toString();
  }
}
