package dev.cairnkv.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Histories of a counter with a bug that is planted: it forgets to sync after a reset. */
final class HistoriesTest {

  private enum Operation {
    ADD,
    RESET,
    SYNC
  }

  private static History<Operation> generate(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      operations.add(Operation.values()[random.nextInt(3)]);
    }
    FaultPlan plan =
        FaultPlan.of(CrashMode.POWER_LOSS, random.nextInt(5, 50), Fault.CRASH_AFTER)
            .and(random.nextInt(50), Fault.CRASH_WITHIN);
    return new History<>(seed, operations, List.of(plan, FaultPlan.none()));
  }

  /** Writes 1 or 2 behind what is there, and expects all of it after a sync. */
  private static void run(History<Operation> history, boolean planted) {
    SimulatedShardStorage storage = new SimulatedShardStorage(history.seed());
    storage.create();
    storage.createShard(1, 4096, new byte[8]).close();
    storage = storage.restart(history.plan(0));
    int synced = 8;
    try {
      Shard shard = storage.openShard(1, ShardAccess.APPEND);
      int next = 8;
      boolean honest = true;
      for (Operation operation : history.operations()) {
        if (operation == Operation.SYNC) {
          if (honest || !planted) {
            shard.sync();
          }
          synced = next;
        } else {
          shard.append(next, new byte[] {1, 1, 1, 1, 1, 1, 1, 1}, 0, 8);
          next += 8;
          honest = operation == Operation.ADD;
        }
      }
    } catch (SimulatedCrash _) {
      // What was synced by then has to be there.
    }
    byte[] left = storage.restart(history.plan(1)).bytes(1);
    for (int i = 8; i < synced; i++) {
      if (left[i] != 1) {
        throw new AssertionError("lost byte " + i);
      }
    }
  }

  @Test
  void findsNothingWhereNothingIsWrong() {
    assertThatCode(
            () ->
                Histories.check(
                    LongStream.range(0, 2000), HistoriesTest::generate, each -> run(each, false)))
        .doesNotThrowAnyException();
  }

  @Test
  void tellsTheSeedAndTheShortestHistoryThatShowsAPlantedBug() {
    assertThatThrownBy(
            () ->
                Histories.check(
                    LongStream.range(0, 2000).parallel(),
                    HistoriesTest::generate,
                    each -> run(each, true)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("of its 30 operations these are enough")
        .hasMessageContaining("  0: RESET\n  1: SYNC\n")
        .hasMessageNotContaining("  2: ")
        .hasRootCauseMessage("lost byte 8");
  }

  @Test
  void leavesOutFaultsThatDoNotMatterAndLetsOthersHappenEarlier() {
    List<Operation> operations = new ArrayList<>(List.of(Operation.values()));
    for (int i = 0; i < 5; i++) {
      operations.addAll(operations.subList(0, 3));
    }
    FaultPlan plan = FaultPlan.of(CrashMode.POWER_LOSS, 11, Fault.LIE).and(30, Fault.ERROR);
    History<Operation> failing = new History<>(1, operations, List.of(plan, FaultPlan.none()));

    History<Operation> shortest =
        new Shrinker<Operation>(
                history ->
                    history.operations().contains(Operation.RESET)
                        && history.plan(0).faults().stream()
                            .anyMatch(
                                fault ->
                                    fault.fault() == Fault.LIE
                                        && fault.step() <= history.operations().size()
                                        && fault.step() > 0))
            .shrink(failing);

    assertThat(shortest)
        .isEqualTo(
            new History<>(
                1, List.of(Operation.RESET), List.of(FaultPlan.of(CrashMode.KILL, 1, Fault.LIE))));
  }
}
