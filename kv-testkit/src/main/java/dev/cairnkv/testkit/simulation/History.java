package dev.cairnkv.testkit.simulation;

import java.util.List;

/**
 * What was done and what happened meanwhile: all that is needed to do it again.
 *
 * @param <O> the type of the operations
 * @param seed what decides everything that the rest leaves open
 * @param operations what is done, in this order, over all processes
 * @param plans what happens to the first process, to the second, and so on; to later ones nothing
 */
public record History<O>(long seed, List<O> operations, List<FaultPlan> plans) {
  /** Makes the lists unmodifiable. */
  public History {
    operations = List.copyOf(operations);
    plans = List.copyOf(plans);
  }

  /** Returns the plan of a process, counted from 0. */
  public FaultPlan plan(int process) {
    return process < plans.size() ? plans.get(process) : FaultPlan.none();
  }

  /** Returns a line for each plan and each operation. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("seed ").append(seed);
    for (int process = 0; process < plans.size(); process++) {
      text.append("\n  process ").append(process).append(": ").append(plans.get(process));
    }
    for (int i = 0; i < operations.size(); i++) {
      text.append("\n  ").append(i).append(": ").append(operations.get(i));
    }
    return text.toString();
  }
}
