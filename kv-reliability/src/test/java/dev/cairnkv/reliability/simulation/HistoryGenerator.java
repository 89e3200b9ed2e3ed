package dev.cairnkv.reliability.simulation;

import dev.cairnkv.testkit.simulation.CrashMode;
import dev.cairnkv.testkit.simulation.Fault;
import dev.cairnkv.testkit.simulation.FaultPlan;
import dev.cairnkv.testkit.simulation.History;
import dev.cairnkv.testkit.simulation.PlannedFault;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes a history from a seed. */
final class HistoryGenerator {
  private static final int MAX_SMALL_LENGTH = 120;
  private static final int MAX_LENGTH = 3_000;
  private static final int MAX_BATCH = 8;
  private static final int LATEST_TIME = 1_000;

  private final SplittableRandom random;
  private final long seed;
  private final int keys;
  private int values;

  HistoryGenerator(long seed, int keys) {
    this.random = new SplittableRandom(seed);
    this.seed = seed;
    this.keys = keys;
  }

  /** Returns a short history in which one process after the other crashes. */
  History<Operation> crashes() {
    int length = 5 + random.nextInt(25);
    List<Operation> operations = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      operations.add(operation());
    }
    List<FaultPlan> plans = new ArrayList<>();
    plans.add(crash(3 * length / 2 + 12));
    int more = random.nextInt(4);
    for (int i = 0; i < more; i++) {
      plans.add(crash(random.nextBoolean() ? 10 : 30));
    }
    return new History<>(seed, operations, plans);
  }

  /**
   * Returns a long history, in which processes are killed, the power fails, the disk is full for a
   * while, and now and then a call of the storage fails.
   */
  History<Operation> life(int length) {
    List<Operation> operations = new ArrayList<>(length);
    while (operations.size() < length) {
      switch (random.nextInt(40)) {
        case 0 -> operations.add(new Operation.Restart());
        case 1 -> {
          operations.add(new Operation.SetRoom(random.nextInt(20_000)));
          int episode = random.nextInt(30);
          for (int i = 0; i < episode; i++) {
            operations.add(operation());
          }
          operations.add(new Operation.SetRoom(Operation.SetRoom.ENOUGH));
        }
        default -> operations.add(operation());
      }
    }
    List<FaultPlan> plans = new ArrayList<>();
    for (int i = 0; i < length / 20; i++) {
      plans.add(crash(100));
    }
    return new History<>(seed, operations, plans);
  }

  private Operation operation() {
    int choice = random.nextInt(100);
    if (choice < 45) {
      return new Operation.Put(put(), random.nextInt(5) == 0);
    } else if (choice < 53) {
      return conditional();
    } else if (choice < 55) {
      return new Operation.SetClock(1 + random.nextInt(LATEST_TIME));
    } else if (choice < 72) {
      return new Operation.Delete(
          new Operation.Change(random.nextInt(keys), Values.NONE), random.nextInt(5) == 0);
    } else if (choice < 82) {
      return SimulatedStores.HAS_BATCHES ? batch() : new Operation.Put(put(), false);
    } else if (choice < 88) {
      return new Operation.Sync();
    } else if (choice < 90) {
      return new Operation.ScanKeys(
          random.nextInt(keys), random.nextInt(keys), random.nextBoolean());
    } else if (choice < 92) {
      return snapshot();
    } else if (choice < 93) {
      return new Operation.LookAround();
    } else if (choice < 95) {
      return new Operation.Checkpoint();
    } else if (choice < 96) {
      return new Operation.Compact();
    } else if (choice < 97) {
      return new Operation.Reopen();
    }
    return new Operation.Restart();
  }

  private Operation snapshot() {
    return switch (random.nextInt(4)) {
      case 0 -> new Operation.CloseSnapshot();
      case 1 -> new Operation.LookBack();
      default -> new Operation.OpenSnapshot();
    };
  }

  private Operation batch() {
    int size = 1 + random.nextInt(MAX_BATCH);
    List<Operation.Change> changes = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      changes.add(
          random.nextInt(4) == 0 ? new Operation.Change(random.nextInt(keys), Values.NONE) : put());
    }
    return new Operation.WriteBatch(List.copyOf(changes), random.nextInt(5) == 0);
  }

  private Operation conditional() {
    Operation.Condition[] conditions = Operation.Condition.values();
    Operation.Condition condition = conditions[random.nextInt(conditions.length)];
    boolean mayRemove =
        condition == Operation.Condition.PRESENT || condition == Operation.Condition.COMPUTED;
    Operation.Change change =
        mayRemove && random.nextInt(3) == 0
            ? new Operation.Change(random.nextInt(keys), Values.NONE)
            : put();
    return new Operation.Conditional(condition, change, random.nextInt(5) == 0);
  }

  private Operation.Change put() {
    int length =
        random.nextInt(6) == 0 ? random.nextInt(MAX_LENGTH) : random.nextInt(MAX_SMALL_LENGTH);
    values++;
    long expiry =
        random.nextInt(8) == 0 ? 1 + random.nextInt(LATEST_TIME) : Operation.Change.FOR_GOOD;
    return new Operation.Change(random.nextInt(keys), Values.of(values, length), expiry);
  }

  private FaultPlan crash(int steps) {
    List<PlannedFault> faults = new ArrayList<>();
    int choice = random.nextInt(10);
    if (choice == 0) {
      faults.add(new PlannedFault(random.nextInt(steps), failure()));
    }
    Fault crash =
        switch (random.nextInt(4)) {
          case 0 -> Fault.CRASH_BEFORE;
          case 1 -> Fault.CRASH_AFTER;
          default -> Fault.CRASH_WITHIN;
        };
    faults.add(new PlannedFault(random.nextInt(steps), crash));
    return new FaultPlan(random.nextInt(3) == 0 ? CrashMode.KILL : CrashMode.POWER_LOSS, faults);
  }

  private Fault failure() {
    return switch (random.nextInt(4)) {
      case 0 -> Fault.ERROR;
      case 1 -> Fault.ERROR;
      case 2 -> Fault.SHORT_WRITE;
      default -> Fault.DISK_FULL;
    };
  }
}
