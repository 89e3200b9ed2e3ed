package dev.cairnkv.reliability.simulation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.StoreOptions;
import dev.cairnkv.reliability.Scale;
import dev.cairnkv.testkit.simulation.CrashMode;
import dev.cairnkv.testkit.simulation.Fault;
import dev.cairnkv.testkit.simulation.FaultPlan;
import dev.cairnkv.testkit.simulation.Histories;
import dev.cairnkv.testkit.simulation.History;
import dev.cairnkv.testkit.simulation.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every step of every scenario, with everything that can happen there; and for each of these runs,
 * every step that comes after, with everything that can happen there.
 */
final class CrashPointsTest {
  private static final List<Fault> FAULTS =
      List.of(
          Fault.CRASH_BEFORE,
          Fault.CRASH_WITHIN,
          Fault.CRASH_AFTER,
          Fault.ERROR,
          Fault.ERROR_AFTER,
          Fault.SHORT_WRITE,
          Fault.DISK_FULL);

  @ParameterizedTest
  @EnumSource
  void survivesEverythingAtEveryStep(Scenario scenario) {
    Instant start = Instant.now();
    LongAdder runs = new LongAdder();
    List<History<Operation>> first = firstEvents(scenario, Scale.isFull());
    Histories.check(
        first.stream().parallel(),
        history -> {
          run(scenario, history);
          runs.increment();
        });
    Scale.report("crash points of " + scenario, runs.sum(), start);
  }

  /** At less than full scale, only some of the second events are tried, spread over all of them. */
  @ParameterizedTest
  @EnumSource
  void survivesEverythingAtEveryStepAfterEverythingAtEveryStep(Scenario scenario) {
    Instant start = Instant.now();
    LongAdder runs = new LongAdder();
    long stride = Scale.isFull() ? 1 : Math.max(1, 1_000 / Scale.cases(1_000));
    Histories.check(
        firstEvents(scenario, false).stream()
            .parallel()
            .flatMap(history -> secondEvents(scenario, history))
            .filter(history -> Math.floorMod(history.seed(), stride) == 0),
        history -> {
          run(scenario, history);
          runs.increment();
        });
    Scale.report("crash points of " + scenario + ", two deep", runs.sum(), start);
  }

  /** That a lie goes unnoticed is the disk's fault; that nobody notices the loss would be ours. */
  @ParameterizedTest
  @EnumSource(names = {"PUT", "DELETE", "BATCH", "ROLL", "BATCH_ACROSS_SHARDS"})
  void noticesWhatASyncThatLiesHasLost(Scenario scenario) {
    History<Operation> plain = new History<>(0, scenario.operations(), List.of());
    List<Step> steps = run(scenario, plain).steps().getFirst();
    List<History<Operation>> lies = new ArrayList<>();
    for (int step = 0; step < steps.size(); step++) {
      if (steps.get(step).call() == Step.Call.SYNC) {
        for (int crash = step + 1; crash < steps.size(); crash++) {
          FaultPlan lie = FaultPlan.of(CrashMode.POWER_LOSS, step, Fault.LIE);
          lies.add(with(plain, 0, lie.and(crash, Fault.CRASH_BEFORE)));
        }
      }
    }

    assertThatThrownBy(() -> Histories.check(lies.stream(), history -> run(scenario, history)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("LIE@");
  }

  private static StoreRun run(Scenario scenario, History<Operation> history) {
    StoreRun run =
        new StoreRun(
            history, Scenario.KEYS, optionsOf(history.seed()), scenario.storage(history.seed()));
    run.run();
    return run;
  }

  /** A seed decides whether the keys are in order, which makes no step more or less. */
  private static StoreOptions optionsOf(long seed) {
    return SimulatedStores.options(StoreOptions.MIN_SHARD_SIZE_BYTES).toBuilder()
        .ordered(Long.bitCount(seed) % 2 == 0)
        .build();
  }

  /** Returns the scenario with each event at each step of each of its processes. */
  private static List<History<Operation>> firstEvents(Scenario scenario, boolean allAppends) {
    History<Operation> plain = new History<>(0, scenario.operations(), List.of());
    List<List<Step>> steps = run(scenario, plain).steps();
    List<History<Operation>> histories = new ArrayList<>();
    for (int process = 0; process < steps.size(); process++) {
      for (int step : points(steps.get(process), 0, allAppends)) {
        for (Fault fault : FAULTS) {
          for (CrashMode mode : CrashMode.values()) {
            histories.add(with(plain, process, FaultPlan.of(mode, step, fault)));
          }
        }
      }
    }
    return histories;
  }

  /**
   * Returns a history with each second event, behind the first one in the same process and at each
   * step of the next process.
   */
  private static Stream<History<Operation>> secondEvents(
      Scenario scenario, History<Operation> history) {
    List<List<Step>> steps = run(scenario, history).steps();
    int process = history.plans().size() - 1;
    FaultPlan plan = history.plan(process);
    int step = plan.faults().getFirst().step();
    Stream.Builder<History<Operation>> histories = Stream.builder();
    for (Fault fault : FAULTS) {
      for (int second : points(steps.get(process), step + 1, false)) {
        histories.add(with(history, process, plan.and(second, fault)));
      }
      if (process + 1 < steps.size()) {
        for (int second : points(steps.get(process + 1), 0, false)) {
          CrashMode mode = second % 2 == 0 ? CrashMode.POWER_LOSS : CrashMode.KILL;
          histories.add(with(history, process + 1, FaultPlan.of(mode, second, fault)));
        }
      }
    }
    return histories.build();
  }

  /** Returns the steps to try; of appends to one checkpoint, which nobody sees, maybe the first. */
  private static List<Integer> points(List<Step> steps, int from, boolean allAppends) {
    List<Integer> points = new ArrayList<>();
    for (int step = from; step < steps.size(); step++) {
      boolean another =
          step > 0
              && steps.get(step).call() == Step.Call.APPEND_CHECKPOINT
              && steps.get(step - 1).call() == Step.Call.APPEND_CHECKPOINT;
      if (allAppends || !another) {
        points.add(step);
      }
    }
    return points;
  }

  /** Returns a history in which a plan happens to a process, with a seed of its own. */
  private static History<Operation> with(History<Operation> history, int process, FaultPlan plan) {
    List<FaultPlan> plans = new ArrayList<>(history.plans());
    while (plans.size() <= process) {
      plans.add(FaultPlan.none());
    }
    plans.set(process, plan);
    return new History<>(plans.toString().hashCode(), history.operations(), plans);
  }
}
