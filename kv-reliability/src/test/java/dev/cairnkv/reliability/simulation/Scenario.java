package dev.cairnkv.reliability.simulation;

import dev.cairnkv.testkit.simulation.SimulatedShardStorage;
import java.util.ArrayList;
import java.util.List;

/** What a store does, from its first step to its last, while everything happens to it. */
enum Scenario {
  /** From a place that is not there to the first record. */
  BEGIN(put(1, 20), new Operation.Sync()) {
    @Override
    SimulatedShardStorage storage(long seed) {
      return new SimulatedShardStorage(seed);
    }
  },

  /** Puts with and without a sync, and what overwrites them. */
  PUT(put(1, 20), put(2, 30), syncedPut(1, 40), put(3, 0), syncedPut(2, 7), put(1, 100)),

  /** Deletions between puts. */
  DELETE(
      put(1, 20),
      put(2, 30),
      new Operation.Sync(),
      delete(1, false),
      put(3, 20),
      delete(2, true),
      delete(3, false),
      put(1, 50)),

  /** Batches, also of one, of nothing new, and of the same key twice. */
  BATCH(
      put(1, 20),
      batch(true, change(1, 10), change(2, 20), change(3, 30)),
      batch(false, change(4, 10), remove(1), change(4, 20)),
      batch(false, change(5, 3)),
      batch(false, remove(2), remove(6)),
      put(2, 9)),

  /** A shard is full, and the next one is begun, twice. */
  ROLL(
      put(1, 1500),
      put(2, 1500),
      put(3, 1500),
      syncedPut(4, 1500),
      delete(1, false),
      put(5, 1500),
      put(6, 10)),

  /** A batch that is larger than a shard. */
  BATCH_ACROSS_SHARDS(
      put(1, 1500),
      batch(false, change(1, 1500), change(2, 1500), remove(1), change(3, 1500), change(4, 1500)),
      put(5, 20),
      batch(true, change(6, 3000), change(5, 1500)),
      put(6, 20)),

  /** Clean shutdowns, with and without writes between them. */
  SHUTDOWN(
      put(1, 20),
      put(2, 30),
      new Operation.Reopen(),
      new Operation.Reopen(),
      put(1, 40),
      new Operation.Sync(),
      put(3, 50),
      new Operation.Reopen(),
      delete(1, false)),

  /** Checkpoints at shutdowns and between, and records behind them. */
  CHECKPOINT(
      put(1, 1500),
      put(2, 1500),
      batch(false, change(3, 800), change(1, 800), remove(2)),
      new Operation.Reopen(),
      put(4, 20),
      new Operation.Checkpoint(),
      delete(1, false),
      new Operation.Restart(),
      put(5, 1500),
      put(6, 1500),
      new Operation.Checkpoint(),
      put(5, 30)),

  /** Records that expire, while the clock goes forward and back. */
  EXPIRE(
      put(1, 20),
      new Operation.Put(expiring(1, 30, 500), false),
      batch(false, expiring(2, 40, 400), change(3, 50)),
      new Operation.SetClock(499),
      new Operation.Reopen(),
      put(4, 1500),
      new Operation.SetClock(500),
      conditional(Operation.Condition.ABSENT, 1, 60),
      new Operation.SetClock(1),
      delete(2, true),
      put(5, 1500),
      new Operation.Restart(),
      put(6, 1500)),

  /** Conditional writes whose condition holds, and some whose does not. */
  CONDITION(
      conditional(Operation.Condition.ABSENT, 1, 20),
      conditional(Operation.Condition.ABSENT, 1, 30),
      conditional(Operation.Condition.PRESENT, 1, 1500),
      conditional(Operation.Condition.PRESENT, 2, 40),
      new Operation.Conditional(Operation.Condition.COMPUTED, change(2, 1500), true),
      conditional(Operation.Condition.NONE, 1, 1500),
      new Operation.Conditional(Operation.Condition.PRESENT, remove(2), false),
      new Operation.Conditional(Operation.Condition.COMPUTED, remove(1), true),
      new Operation.Restart(),
      conditional(Operation.Condition.ABSENT, 1, 1500)),

  /**
   * Shards that are removed: with records that move, tombstones that stay and go, and a checkpoint.
   */
  COMPACT(
      put(1, 1500),
      put(2, 1500),
      put(1, 1400),
      delete(2, false),
      put(3, 1500),
      put(1, 1300),
      new Operation.Checkpoint(),
      put(3, 1400),
      new Operation.Compact(),
      put(4, 20),
      delete(3, false),
      new Operation.Compact(),
      put(5, 1500),
      new Operation.Reopen(),
      put(5, 1400),
      put(1, 1500),
      new Operation.Compact(),
      new Operation.LookAround()),

  /** Batches over shards that are removed, whole and broken ones. */
  COMPACT_BATCHES(
      put(1, 1000),
      put(2, 1000),
      batch(false, change(1, 1500), change(2, 1500), remove(1), change(3, 1500), change(4, 1500)),
      put(2, 1400),
      put(3, 1400),
      new Operation.Compact(),
      batch(true, change(2, 1000), change(5, 1500), change(6, 1500)),
      put(5, 1500),
      put(6, 1500),
      put(5, 1400),
      new Operation.Compact(),
      new Operation.Restart(),
      put(5, 20),
      new Operation.Compact()),

  /** Shards of another codec that are written anew, there and back again. */
  CONVERT(
      put(1, 1500),
      put(2, 1500),
      delete(1, false),
      put(3, 1500),
      new Operation.Convert(),
      put(1, 20),
      batch(false, change(2, 1500), change(4, 1500), remove(3)),
      new Operation.Restart(),
      new Operation.Convert(),
      put(5, 20),
      new Operation.LookAround()),

  /** Backups between writes, compactions and crashes, into one place. */
  BACKUP(
      put(1, 1500),
      put(2, 1500),
      new Operation.Backup(),
      put(3, 20),
      new Operation.Backup(),
      batch(false, change(1, 1500), remove(2), change(3, 1500)),
      delete(1, false),
      new Operation.Backup(),
      new Operation.Compact(),
      new Operation.Backup(),
      put(4, 30),
      new Operation.Restart(),
      put(5, 40),
      new Operation.Backup(),
      new Operation.Reopen(),
      new Operation.Backup()),

  /** Snapshots over writes of all kinds, compactions, a shutdown and a crash. */
  SNAPSHOT(
      put(1, 1500),
      put(2, 1500),
      new Operation.Put(expiring(3, 30, 500), false),
      new Operation.OpenSnapshot(),
      put(1, 1400),
      delete(2, false),
      batch(false, change(3, 800), remove(1), change(4, 1500)),
      new Operation.SetClock(500),
      new Operation.OpenSnapshot(),
      put(4, 1400),
      put(5, 1500),
      new Operation.Compact(),
      new Operation.CloseSnapshot(),
      put(4, 1300),
      new Operation.Compact(),
      new Operation.Reopen(),
      new Operation.OpenSnapshot(),
      put(5, 1400),
      new Operation.LookBack()),

  /** Kills, and what is written after them. */
  RESTORE(
      put(1, 1500),
      put(2, 30),
      new Operation.Restart(),
      put(1, 40),
      new Operation.Restart(),
      put(3, 1500),
      put(2, 1500),
      new Operation.Restart(),
      put(4, 1));

  /** Keys of all scenarios are below this. */
  static final int KEYS = 8;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<Operation> operations;

  Scenario(Operation... operations) {
    this.operations = numbered(operations);
  }

  List<Operation> operations() {
    return operations;
  }

  SimulatedShardStorage storage(long seed) {
    return SimulatedStores.emptyStore(seed);
  }

  /** Gives each value a number of its own. */
  private static List<Operation> numbered(Operation... operations) {
    int[] number = {0};
    List<Operation> numbered = new ArrayList<>();
    for (Operation operation : operations) {
      numbered.add(
          switch (operation) {
            case Operation.Put(Operation.Change change, boolean synced) ->
                new Operation.Put(numbered(change, number), synced);
            case Operation.WriteBatch(List<Operation.Change> changes, boolean synced) ->
                new Operation.WriteBatch(
                    changes.stream().map(change -> numbered(change, number)).toList(), synced);
            case Operation.Conditional(
                    Operation.Condition condition,
                    Operation.Change change,
                    boolean synced) ->
                new Operation.Conditional(condition, numbered(change, number), synced);
            case Operation.Delete other -> other;
            case Operation.SetClock other -> other;
            case Operation.Sync other -> other;
            case Operation.LookAround other -> other;
            case Operation.Checkpoint other -> other;
            case Operation.Compact other -> other;
            case Operation.Convert other -> other;
            case Operation.Backup other -> other;
            case Operation.OpenSnapshot other -> other;
            case Operation.LookBack other -> other;
            case Operation.CloseSnapshot other -> other;
            case Operation.Reopen other -> other;
            case Operation.Restart other -> other;
            case Operation.SetRoom other -> other;
          });
    }
    return List.copyOf(numbered);
  }

  private static Operation.Change numbered(Operation.Change change, int[] number) {
    return change.value() == Values.NONE
        ? change
        : new Operation.Change(
            change.key(), Values.of(++number[0], Values.length(change.value())), change.expiry());
  }

  private static Operation.Change change(int key, int length) {
    return new Operation.Change(key, Values.of(1, length));
  }

  private static Operation.Change remove(int key) {
    return new Operation.Change(key, Values.NONE);
  }

  private static Operation.Change expiring(int key, int length, long expiry) {
    return new Operation.Change(key, Values.of(1, length), expiry);
  }

  private static Operation conditional(Operation.Condition condition, int key, int length) {
    return new Operation.Conditional(condition, change(key, length), false);
  }

  private static Operation put(int key, int length) {
    return new Operation.Put(change(key, length), false);
  }

  private static Operation syncedPut(int key, int length) {
    return new Operation.Put(change(key, length), true);
  }

  private static Operation delete(int key, boolean synced) {
    return new Operation.Delete(remove(key), synced);
  }

  private static Operation batch(boolean synced, Operation.Change... changes) {
    return new Operation.WriteBatch(List.of(changes), synced);
  }
}
