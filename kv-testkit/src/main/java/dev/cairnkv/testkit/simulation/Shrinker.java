package dev.cairnkv.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Makes a failing history shorter as long as it still fails: it leaves out operations, in runs of
 * halving length, and faults, and lets faults happen earlier. This is delta debugging (A. Zeller,
 * R. Hildebrandt: <em>Simplifying and isolating failure-inducing input</em>, 2002) without the part
 * that tries the complements of what was removed one by one.
 *
 * @param <O> the type of the operations
 */
public final class Shrinker<O> {
  private static final int MAX_TRIES = 50_000;

  private final Predicate<History<O>> fails;
  private History<O> shortest = new History<>(0, List.of(), List.of());
  private int tries;

  /**
   * Makes a shrinker.
   *
   * @param fails runs a history and says whether it fails
   */
  public Shrinker(Predicate<History<O>> fails) {
    this.fails = fails;
  }

  /** Returns the shortest history found that fails like {@code failing} does. */
  public History<O> shrink(History<O> failing) {
    shortest = failing;
    tries = 0;
    boolean shorter;
    do {
      boolean fewerFaults = leaveOutFaults();
      boolean fewerOperations = leaveOutOperations();
      boolean plainer = makePlansPlainer();
      shorter = fewerFaults || fewerOperations || plainer;
    } while (shorter && tries < MAX_TRIES);
    return shortest;
  }

  private boolean leaveOutOperations() {
    boolean shorter = false;
    for (int length = shortest.operations().size(); length > 0; length /= 2) {
      int from = 0;
      while (from < shortest.operations().size()) {
        List<O> rest = new ArrayList<>(shortest.operations());
        rest.subList(from, Math.min(from + length, rest.size())).clear();
        if (triesWithEarlierFaults(rest)) {
          shorter = true;
        } else {
          from += length;
        }
      }
    }
    return shorter;
  }

  /** With fewer operations, what was to happen at a step should happen at an earlier one. */
  private boolean triesWithEarlierFaults(List<O> operations) {
    History<O> origin = shortest;
    if (tries(new History<>(origin.seed(), operations, origin.plans()))) {
      return true;
    }
    for (int process = 0; process < origin.plans().size(); process++) {
      int first = firstStep(origin.plans().get(process));
      for (int by = 1; by <= first; by++) {
        List<FaultPlan> plans = new ArrayList<>(origin.plans());
        plans.set(process, earlier(plans.get(process), by));
        if (tries(new History<>(origin.seed(), operations, plans))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean leaveOutFaults() {
    boolean shorter = false;
    for (int process = shortest.plans().size() - 1; process >= 0; process--) {
      shorter |= triesPlan(process, plan -> new FaultPlan(plan.mode(), List.of()));
      for (int fault = shortest.plans().get(process).faults().size() - 1; fault >= 0; fault--) {
        int removed = fault;
        shorter |=
            triesPlan(
                process,
                plan -> {
                  List<PlannedFault> faults = new ArrayList<>(plan.faults());
                  faults.remove(removed);
                  return new FaultPlan(plan.mode(), faults);
                });
      }
    }
    int last = shortest.plans().size() - 1;
    while (last >= 0
        && tries(
            new History<>(
                shortest.seed(), shortest.operations(), shortest.plans().subList(0, last)))) {
      shorter = true;
      last--;
    }
    return shorter;
  }

  private boolean makePlansPlainer() {
    boolean plainer = false;
    for (int process = 0; process < shortest.plans().size(); process++) {
      plainer |= triesPlan(process, plan -> new FaultPlan(CrashMode.KILL, plan.faults()));
      plainer |= triesPlan(process, Shrinker::crashingBefore);
    }
    return plainer;
  }

  private boolean triesPlan(int process, UnaryOperator<FaultPlan> change) {
    if (process >= shortest.plans().size()) {
      return false;
    }
    FaultPlan changed = change.apply(shortest.plans().get(process));
    if (changed.equals(shortest.plans().get(process))) {
      return false;
    }
    List<FaultPlan> plans = new ArrayList<>(shortest.plans());
    plans.set(process, changed);
    return tries(new History<>(shortest.seed(), shortest.operations(), plans));
  }

  private boolean tries(History<O> candidate) {
    if (tries >= MAX_TRIES) {
      return false;
    }
    tries++;
    if (fails.test(candidate)) {
      shortest = candidate;
      return true;
    }
    return false;
  }

  private static int firstStep(FaultPlan plan) {
    return plan.faults().stream().mapToInt(PlannedFault::step).min().orElse(0);
  }

  private static FaultPlan earlier(FaultPlan plan, int by) {
    return new FaultPlan(
        plan.mode(),
        plan.faults().stream()
            .map(fault -> new PlannedFault(fault.step() - by, fault.fault()))
            .toList());
  }

  private static FaultPlan crashingBefore(FaultPlan plan) {
    return new FaultPlan(
        plan.mode(),
        plan.faults().stream()
            .map(
                fault ->
                    fault.fault().isCrash()
                        ? new PlannedFault(fault.step(), Fault.CRASH_BEFORE)
                        : fault)
            .toList());
  }
}
