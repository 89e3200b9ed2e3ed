package dev.cairnkv.core.backup;

import static dev.cairnkv.core.backup.Backups.assertSound;
import static dev.cairnkv.core.backup.Backups.content;
import static dev.cairnkv.core.backup.Backups.overwrite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.KvException;
import dev.cairnkv.KvStore;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.StoreBackup;
import dev.cairnkv.core.Stores;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.testkit.InMemoryShardStorage;
import dev.cairnkv.testkit.simulation.CrashMode;
import dev.cairnkv.testkit.simulation.Fault;
import dev.cairnkv.testkit.simulation.FaultPlan;
import dev.cairnkv.testkit.simulation.SimulatedCrash;
import dev.cairnkv.testkit.simulation.SimulatedShardStorage;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a target is when a backup ends at any step: the former backup, or the new one. */
class BackupCrashTest {
  private static final List<Fault> FAULTS =
      List.of(
          Fault.CRASH_BEFORE,
          Fault.CRASH_WITHIN,
          Fault.CRASH_AFTER,
          Fault.ERROR,
          Fault.ERROR_AFTER,
          Fault.SHORT_WRITE,
          Fault.DISK_FULL);
  private static final int KEYS = 40;

  /** Where the store is: shards are shared with the one kind of target, and copied to the other. */
  private final SimulatedShardStorage simulated = new SimulatedShardStorage(99);

  private final InMemoryShardStorage inMemory = new InMemoryShardStorage();

  /** Returns whether it came to its end. */
  private static boolean ends(Runnable work) {
    try {
      work.run();
      return true;
    } catch (KvException | SimulatedCrash _) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(CrashMode.class)
  void theFirstOneIsThereOrRefusedWhereShardsAreShared(CrashMode mode) {
    theFirstOneIsThereOrRefused(simulated, mode);
  }

  @ParameterizedTest
  @EnumSource(CrashMode.class)
  void theFirstOneIsThereOrRefusedWhereShardsAreCopied(CrashMode mode) {
    theFirstOneIsThereOrRefused(inMemory, mode);
  }

  private static void theFirstOneIsThereOrRefused(ShardStorage source, CrashMode mode) {
    try (KvStore<String, String> store = Stores.restore(source)) {
      overwrite(store, 1, KEYS);
      Map<String, String> expected = Stores.content(store);
      everyFault(
          mode,
          seed -> new SimulatedShardStorage(seed),
          store::backup,
          target -> {
            try {
              assertThat(content(target)).isEqualTo(expected);
            } catch (WrongFormatException | StoreNotFoundException e) {
              assertThat(e.getMessage()).containsAnyOf("run the backup again", "no store");
            }
          },
          target -> {
            store.backup(target);
            assertThat(content(target)).isEqualTo(expected);
            assertSound(target);
          });
    }
  }

  @ParameterizedTest
  @EnumSource(CrashMode.class)
  void theNextOneIsThereOrTheFormerOneWhereShardsAreShared(CrashMode mode) {
    theNextOneIsThereOrTheFormerOne(simulated, mode);
  }

  @ParameterizedTest
  @EnumSource(CrashMode.class)
  void theNextOneIsThereOrTheFormerOneWhereShardsAreCopied(CrashMode mode) {
    theNextOneIsThereOrTheFormerOne(inMemory, mode);
  }

  private static void theNextOneIsThereOrTheFormerOne(ShardStorage source, CrashMode mode) {
    try (KvStore<String, String> store = Stores.restore(source)) {
      overwrite(store, 1, KEYS);
      Map<String, String> former = Stores.content(store);
      InMemoryShardStorage first = new InMemoryShardStorage();
      store.backup(first);
      overwrite(store, 2, KEYS);
      store.delete("key 7");
      store.compact();
      store.put("last", "of all");
      Map<String, String> expected = Stores.content(store);
      everyFault(
          mode,
          seed -> {
            SimulatedShardStorage target = new SimulatedShardStorage(seed);
            StoreBackup.restore(first, target, Clock.system(), ScanProgress.none());
            return target;
          },
          store::backup,
          target -> {
            assertThat(content(target)).isIn(former, expected);
            goesOnByItself(target);
          },
          target -> {
            store.backup(target);
            assertThat(content(target)).isEqualTo(expected);
            assertSound(target);
          });
    }
  }

  /** What an interrupted backup left behind its tail does not come to life after a crash. */
  private static void goesOnByItself(SimulatedShardStorage target) {
    KvStore<String, String> other = Stores.restore(target);
    other.put("other", "x");
    Map<String, String> expected = Stores.content(other);
    SimulatedShardStorage next = target.restart(FaultPlan.none());
    try (KvStore<String, String> restored = Stores.restore(next)) {
      assertThat(Stores.content(restored)).isEqualTo(expected);
      assertThat(restored.stats().damages()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(CrashMode.class)
  void aStoreIsMadeFromABackupAsAWholeOrNotAtAll(CrashMode mode) {
    InMemoryShardStorage backup = new InMemoryShardStorage();
    try (KvStore<String, String> store = Stores.restore(inMemory)) {
      overwrite(store, 1, KEYS);
      store.backup(backup);
      Map<String, String> expected = Stores.content(store);
      everyFault(
          mode,
          seed -> new SimulatedShardStorage(seed),
          target -> StoreBackup.restore(backup, target, Clock.system(), ScanProgress.none()),
          target -> {
            try {
              assertThat(content(target)).isEqualTo(expected);
            } catch (WrongFormatException | StoreNotFoundException e) {
              assertThat(e.getMessage()).containsAnyOf("was interrupted", "no store");
            }
          },
          target -> assertThat(content(backup)).isEqualTo(expected));
    }
  }

  /** A failure of the store's own storage ends the backup, and harms neither of the two. */
  @ParameterizedTest
  @EnumSource(CrashMode.class)
  void aCrashOfTheStoreLeavesTheFormerBackup(CrashMode mode) {
    int steps = 1;
    for (int step = 0; step < steps; step++) {
      for (Fault fault : FAULTS) {
        SimulatedShardStorage source = new SimulatedShardStorage(step);
        try (KvStore<String, String> store = Stores.restore(source)) {
          overwrite(store, 1, KEYS);
        }
        int before = openAndCount(source);
        source = source.restart(FaultPlan.of(mode, before + step, fault));
        KvStore<String, String> store = Stores.restore(source);
        InMemoryShardStorage place = new InMemoryShardStorage();
        ends(() -> store.backup(place));
        steps = Math.max(steps, source.stepCount() - before);

        Map<String, String> expected;
        try (KvStore<String, String> again = Stores.restore(source.restart(FaultPlan.none()))) {
          expected = Stores.content(again);
          assertThat(expected).hasSize(KEYS);
          again.backup(place);
        }
        assertThat(content(place)).isEqualTo(expected);
      }
    }
  }

  private static int openAndCount(SimulatedShardStorage source) {
    SimulatedShardStorage opened = source.restart(FaultPlan.none());
    var _ = Stores.restore(opened);
    return opened.stepCount();
  }

  private interface Work {
    void on(SimulatedShardStorage target);
  }

  private static void everyFault(
      CrashMode mode,
      LongFunction<SimulatedShardStorage> places,
      Consumer<ShardStorage> work,
      Work check,
      Work again) {
    SimulatedShardStorage sound = places.apply(0).restart(FaultPlan.none());
    work.accept(sound);
    int steps = sound.stepCount();
    assertThat(steps).isGreaterThan(10);
    for (int step = 0; step < steps; step++) {
      for (Fault fault : FAULTS) {
        for (boolean opensFirst : new boolean[] {true, false}) {
          SimulatedShardStorage target =
              places.apply(step).restart(FaultPlan.of(mode, step, fault));
          boolean ended = ends(() -> work.accept(target));
          try {
            SimulatedShardStorage next = target.restart(FaultPlan.none());
            if (opensFirst) {
              check.on(next);
            } else {
              again.on(next);
            }
          } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                "%s at step %d, ended: %s, opened first: %s, %s"
                    .formatted(fault, step, ended, opensFirst, target.steps()),
                e);
          }
        }
      }
    }
  }

  @Test
  void verifyRefusesWhatIsNotCompleted() {
    try (KvStore<String, String> store = Stores.restore(inMemory)) {
      overwrite(store, 1, KEYS);
      SimulatedShardStorage target = new SimulatedShardStorage(0);
      target.create();
      SimulatedShardStorage failing =
          target.restart(FaultPlan.of(CrashMode.KILL, 12, Fault.CRASH_AFTER));
      assertThatThrownBy(() -> store.backup(failing)).isInstanceOf(SimulatedCrash.class);

      assertThatThrownBy(() -> assertSound(failing.restart(FaultPlan.none())))
          .isInstanceOf(WrongFormatException.class)
          .hasMessageContaining("run the backup again");
    }
  }
}
