package dev.cairnkv.reliability.simulation;

import dev.cairnkv.Batch;
import dev.cairnkv.Damage;
import dev.cairnkv.Expiry;
import dev.cairnkv.KvStore;
import dev.cairnkv.RestoreReport;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.WriteOptions;
import dev.cairnkv.testkit.simulation.CrashMode;
import dev.cairnkv.testkit.simulation.FaultPlan;
import dev.cairnkv.testkit.simulation.History;
import dev.cairnkv.testkit.simulation.SimulatedShardStorage;
import dev.cairnkv.testkit.simulation.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a history against a store on a simulated storage, beside a model, and throws where the store
 * does what it must not:
 *
 * <ol>
 *   <li>What is read, and what comes back after a crash, is the state after a prefix of the writes,
 *       with all that was acknowledged as durable; batches are whole.
 *   <li>A store can always be restored, without damage, and restoring it again gives the same.
 *   <li>A snapshot is the state of its moment as long as it is open, whatever happens to the store.
 *   <li>An operation fails only when something happened to the storage, with the exception for it.
 * </ol>
 */
final class StoreRun {
  private final History<Operation> history;
  private final StoreOptions options;
  private final SettableClock clock = new SettableClock();
  private final Model model;
  private final int keys;

  private final SnapshotChecks snapshots;
  private final List<Damage> damages = new ArrayList<>();
  private final List<SimulatedShardStorage> processes = new ArrayList<>();
  private SimulatedShardStorage storage;
  private @Nullable KvStore<Long, Long> store;
  private @Nullable RestoreReport restored;
  private FaultPlan plan;
  private int process;
  private boolean powerLost;
  private boolean poisoned;
  private boolean roomIsLimited;
  private boolean swapped;
  private final SimulatedShardStorage backupPlace = new SimulatedShardStorage(0);
  private long @Nullable [] backedUp;
  private int crashStates;

  StoreRun(
      History<Operation> history, int keys, StoreOptions options, SimulatedShardStorage storage) {
    this.history = history;
    this.keys = keys;
    this.options = options.toBuilder().listener(this::onEvent).build();
    this.model = new Model(keys, clock);
    this.snapshots = new SnapshotChecks(options.ordered());
    this.plan = history.plan(0);
    this.storage = storage.restart(plan);
    processes.add(this.storage);
  }

  /**
   * Runs the history, ends the process, restores the store twice, and writes to it.
   *
   * @return the number of crashes from which the store was restored
   */
  int run() {
    try {
      runAll();
    } catch (RuntimeException | AssertionError e) {
      StringBuilder message = new StringBuilder(e.toString());
      for (int i = 0; i < processes.size(); i++) {
        message.append("\n  steps of process ").append(i).append(": ");
        message.append(processes.get(i).steps());
      }
      throw new AssertionError(message.toString(), e);
    }
    return crashStates;
  }

  /** Returns the steps of each process. */
  List<List<Step>> steps() {
    return processes.stream().map(SimulatedShardStorage::steps).toList();
  }

  private void runAll() {
    openOrRestart();
    for (Operation operation : history.operations()) {
      perform(operation);
      if (storage.isDead()) {
        restart();
      }
    }
    storage.setCapacityBytes(Long.MAX_VALUE);
    roomIsLimited = false;
    restart();
    perform(new Operation.Restart());
    perform(new Operation.Put(new Operation.Change(0, Values.of(Integer.MAX_VALUE, 1)), true));
    perform(new Operation.Reopen());
  }

  private void perform(Operation operation) {
    switch (operation) {
      case Operation.Write write -> write(write);
      case Operation.Sync _ -> sync();
      case Operation.LookAround _ -> requireState(model.current());
      case Operation.ScanKeys scan -> requireScan(scan);
      case Operation.Checkpoint _ -> administer(store()::checkpoint);
      case Operation.Convert _ -> {
        swapped = !swapped;
        reopen();
        administer(store()::convert);
      }
      case Operation.Backup _ -> backup();
      case Operation.Compact _ -> {
        administer(store()::compact);
        lookBack();
      }
      case Operation.OpenSnapshot _ -> snapshots.open(store(), model.current());
      case Operation.LookBack _ -> lookBack();
      case Operation.CloseSnapshot _ -> snapshots.closeOldest();
      case Operation.Reopen _ -> reopen();
      case Operation.Restart _ -> restart();
      case Operation.SetClock(long epochMillis) -> clock.set(epochMillis);
      case Operation.SetRoom(long freeBytes) -> {
        roomIsLimited = freeBytes < Operation.SetRoom.ENOUGH;
        storage.setCapacityBytes(storage.usedBytes() + freeBytes);
      }
    }
  }

  private void write(Operation.Write write) {
    boolean holds = !(write instanceof Operation.Conditional conditional) || holds(conditional);
    try {
      call(write);
    } catch (Throwable e) {
      if (holds) {
        writeFailed(write, e);
      } else if (!storage.isDead()) {
        requireExpected(e);
        poisoned |= e instanceof StorePoisonedException;
      }
      return;
    }
    if (!holds) {
      requireVisible(write, model.current());
      return;
    }
    if (poisoned && model.changesAnything(write)) {
      throw new AssertionError("a poisoned store takes " + write);
    }
    model.wrote(write);
    requireVisible(write, model.current());
  }

  private void call(Operation.Write write) {
    WriteOptions how = write.synced() ? WriteOptions.synced() : WriteOptions.appended();
    switch (write) {
      case Operation.Put(Operation.Change change, _) ->
          store().put((long) change.key(), change.value(), how.withExpiry(expiry(change)));
      case Operation.Delete(Operation.Change change, _) -> {
        boolean deleted = store().delete((long) change.key(), how);
        if (deleted != (model.value(change.key()) != Values.NONE)) {
          throw new AssertionError("deleting " + change.key() + " says " + deleted);
        }
      }
      case Operation.WriteBatch batch -> {
        Batch<Long, Long> writes = new Batch<>();
        for (Operation.Change change : batch.changes()) {
          if (change.value() == Values.NONE) {
            writes.delete((long) change.key());
          } else {
            writes.put((long) change.key(), change.value(), expiry(change));
          }
        }
        store().write(writes, how);
      }
      case Operation.Conditional(Operation.Condition condition, Operation.Change change, _) ->
          call(condition, change, how.withExpiry(expiry(change)));
    }
  }

  private boolean holds(Operation.Conditional write) {
    return write.condition().holds(model.value(write.change().key()));
  }

  private void call(Operation.Condition condition, Operation.Change change, WriteOptions how) {
    long key = change.key();
    long before = model.value(change.key());
    long told =
        switch (condition) {
          case ABSENT -> numbered(store().putIfAbsent(key, change.value(), how));
          case PRESENT -> {
            // A value that is never there stands for none.
            long expected = before == Values.NONE ? Values.of(0, 1) : before;
            boolean done =
                change.value() == Values.NONE
                    ? store().delete(key, expected, how)
                    : store().replace(key, expected, change.value(), how);
            yield done ? expected : Values.NONE;
          }
          case NONE -> numbered(store().getAndPut(key, change.value(), how));
          case COMPUTED -> {
            long[] seen = {Values.NONE};
            var _ =
                store()
                    .compute(
                        key,
                        (_, current) -> {
                          seen[0] = numbered(current);
                          return change.value() == Values.NONE ? null : change.value();
                        },
                        how);
            yield seen[0];
          }
        };
    if (told != before) {
      throw new AssertionError(
          "%s %s found %s instead of %s"
              .formatted(condition, change, Values.text(told), Values.text(before)));
    }
  }

  private static Expiry expiry(Operation.Change change) {
    return change.expiry() == Operation.Change.FOR_GOOD
        ? Expiry.never()
        : Expiry.at(Instant.ofEpochMilli(change.expiry()));
  }

  private static long numbered(@Nullable Long value) {
    return value == null ? Values.NONE : value;
  }

  private void writeFailed(Operation.Write write, Throwable e) {
    if (storage.isDead()) {
      model.mayHaveWritten(write, false);
      return;
    }
    requireExpected(e);
    if (e instanceof StoreFullException || poisoned) {
      requireVisible(write, model.current());
      return;
    }
    poisoned = e instanceof StorePoisonedException;
    model.mayHaveWritten(write, isVisible(write, model.after(write)));
    requireVisible(write, model.current());
  }

  private void sync() {
    try {
      store().sync();
      model.synced();
    } catch (Throwable e) {
      if (!storage.isDead()) {
        requireExpected(e);
        poisoned = true;
      }
    }
  }

  /** Does what changes nothing that can be read. */
  private void administer(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      if (!storage.isDead()) {
        requireExpected(e);
        poisoned |= e instanceof StorePoisonedException;
      }
    }
  }

  /** The place of the backup is the one made now, or the one made before. */
  private void backup() {
    long[] former = backedUp;
    try {
      store().backup(backupPlace);
      backedUp = model.current();
      former = backedUp;
      model.synced();
    } catch (Throwable e) {
      if (!storage.isDead()) {
        requireExpected(e);
        poisoned |= e instanceof StorePoisonedException;
      }
    }
    long[] found = backupContent();
    if (!Arrays.equals(found, former)) {
      throw new AssertionError(
          "the backup holds %s, where %s is right"
              .formatted(
                  found == null ? "nothing" : Model.text(found),
                  former == null ? "nothing" : Model.text(former)));
    }
  }

  private long @Nullable [] backupContent() {
    if (backupPlace.readDocument("manifest") == null) {
      return null;
    }
    try (KvStore<Long, Long> backup = SimulatedStores.restore(backupPlace, options, clock)) {
      long[] found = new long[keys];
      Arrays.setAll(found, key -> numbered(backup.get((long) key)));
      return found;
    }
  }

  /** Nothing can be read of a process that is dead. */
  private void lookBack() {
    if (!storage.isDead()) {
      snapshots.check();
    }
  }

  private void reopen() {
    lookBack();
    try {
      store().shutdown();
    } catch (Throwable e) {
      if (!storage.isDead()) {
        requireExpected(e);
        if (e instanceof StoreFullException) {
          model.synced();
        }
        snapshots.requireClosed();
      }
      restart();
      return;
    }
    snapshots.requireClosed();
    model.synced();
    storage = storage.reopen();
    openOrRestart();
    if (!storage.isDead() && crashStates == 0 && restored != null && !restored.cleanShutdown()) {
      throw new AssertionError("a clean shutdown was taken for a crash");
    }
  }

  /** Ends the process and restores the store in the next one that can. */
  private void restart() {
    lookBack();
    snapshots.drop();
    crashStates++;
    nextProcess();
    openOrRestart();
  }

  private void openOrRestart() {
    clock.setRight();
    store = open();
    while (store == null) {
      nextProcess();
      store = open();
    }
    poisoned = false;
    long[] found = read();
    model.recovered(found, powerLost);
    powerLost = false;
    requireScan(new Operation.ScanKeys(0, keys - 1, false));
    if (!damages.isEmpty()) {
      throw new AssertionError("undamaged shards are reported: " + damages);
    }
  }

  private void onEvent(StoreEvent event) {
    if (event instanceof StoreEvent.Restored(RestoreReport report)) {
      restored = report;
      damages.addAll(report.damages());
    } else if (event instanceof StoreEvent.DamageFound(Damage damage)) {
      damages.add(damage);
    }
  }

  private void nextProcess() {
    boolean lost = plan.mode() == CrashMode.POWER_LOSS;
    powerLost |= lost;
    process++;
    plan = history.plan(process);
    if (storage.hasLostBytes() && !lost) {
      // Nobody can tell that these bytes are not on the disk, now that the process is gone.
      plan = new FaultPlan(CrashMode.KILL, plan.faults());
    }
    storage = storage.restart(plan);
    processes.add(storage);
  }

  /** Restores the store, or returns null if what the plan says has prevented that. */
  private @Nullable KvStore<Long, Long> open() {
    try {
      return swapped
          ? SimulatedStores.restoreSwapped(storage, options, clock)
          : SimulatedStores.restore(storage, options, clock);
    } catch (Throwable e) {
      if (!storage.isDead()) {
        requireExpected(e);
      }
      return null;
    }
  }

  private KvStore<Long, Long> store() {
    if (store == null) {
      throw new AssertionError("the store is not open");
    }
    return store;
  }

  /** Lets pass what a planned failure, or a full disk, may lead to. */
  private void requireExpected(Throwable e) {
    boolean failed =
        plan.faults().stream()
            .anyMatch(fault -> !fault.fault().isCrash() && fault.step() < storage.stepCount());
    boolean expected =
        switch (e) {
          case StoreFullException _ -> failed || roomIsLimited;
          case StorageException _ -> failed;
          case StorePoisonedException _ -> failed;
          default -> false;
        };
    if (!expected) {
      throw new AssertionError("unexpected: " + e, e);
    }
  }

  private boolean isVisible(Operation.Write write, long[] state) {
    for (Operation.Change change : write.changes()) {
      if (get(change.key()) != state[change.key()]) {
        return false;
      }
    }
    return true;
  }

  private void requireVisible(Operation.Write write, long[] state) {
    if (!isVisible(write, state)) {
      throw new AssertionError("after " + write + " reads differ from " + Model.text(state));
    }
  }

  private long[] read() {
    long[] found = new long[keys];
    Arrays.setAll(found, this::get);
    return found;
  }

  private long get(int key) {
    long value = numbered(store().get((long) key));
    if (store().contains((long) key) != (value != Values.NONE)) {
      throw new AssertionError("get and contains differ about key " + key);
    }
    return value;
  }

  private void requireScan(Operation.ScanKeys scan) {
    if (options.ordered()) {
      ScanCheck.check(store()::scan, scan, model.current());
    }
  }

  private boolean hasExpiries() {
    return history.operations().stream()
        .filter(Operation.Write.class::isInstance)
        .flatMap(operation -> ((Operation.Write) operation).changes().stream())
        .anyMatch(change -> change.expiry() != Operation.Change.FOR_GOOD);
  }

  private void requireState(long[] state) {
    requireScan(new Operation.ScanKeys(0, keys - 1, true));
    long[] found = new long[keys];
    store()
        .forEach(
            (key, value) -> {
              if (found[key.intValue()] != Values.NONE) {
                throw new AssertionError("key " + key + " comes twice");
              }
              found[key.intValue()] = value;
            });
    long count = Arrays.stream(state).filter(value -> value != Values.NONE).count();
    long most = hasExpiries() ? keys : count; // what has expired counts for a while
    if (!Arrays.equals(found, state) || store().size() < count || store().size() > most) {
      throw new AssertionError(
          "the cursor gives %s and the size is %d, where %s is right"
              .formatted(Model.text(found), store().size(), Model.text(state)));
    }
  }
}
