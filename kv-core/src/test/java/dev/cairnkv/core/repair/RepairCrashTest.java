package dev.cairnkv.core.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KvException;
import dev.cairnkv.KvStore;
import dev.cairnkv.RepairReport;
import dev.cairnkv.VerifyReport;
import dev.cairnkv.core.Stores;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.testkit.simulation.CrashMode;
import dev.cairnkv.testkit.simulation.Fault;
import dev.cairnkv.testkit.simulation.FaultPlan;
import dev.cairnkv.testkit.simulation.SimulatedCrash;
import dev.cairnkv.testkit.simulation.SimulatedShardStorage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left when a repair ends at any step: the state before it or after it. */
class RepairCrashTest {
  private static final List<Fault> FAULTS =
      List.of(
          Fault.CRASH_BEFORE,
          Fault.CRASH_WITHIN,
          Fault.CRASH_AFTER,
          Fault.ERROR,
          Fault.ERROR_AFTER,
          Fault.DISK_FULL);
  private static final int RECORDS = 60;

  private final Damaged damaged = new Damaged();

  /** A store with a hole in its first shard, no second shard, and a tail that is not sealed. */
  private static SimulatedShardStorage build(long seed) {
    SimulatedShardStorage storage = new SimulatedShardStorage(seed);
    KvStore<String, String> store = Stores.restore(storage);
    store.put("a1", "old");
    Damaged.fill(store, "a", RECORDS);
    store.delete("a59");
    store.sync();
    storage = storage.restart(FaultPlan.none());
    storage.lock().close();
    byte[] bytes = storage.bytes(1);
    int payload = indexOf(bytes, "a1=a1 ");
    storage.flipBit(1, payload + 3, 2);
    int header = indexOf(bytes, "a5=a5 ") - 33;
    storage.overwrite(1, header, new byte[40]);
    storage.deleteShard(2);
    return storage;
  }

  private static int indexOf(byte[] bytes, String text) {
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    int found = all.indexOf(text);
    assertThat(found).isGreaterThan(ShardHeaderDescriptor.LENGTH);
    return found;
  }

  private static Map<String, String> content(SimulatedShardStorage storage) {
    try (KvStore<String, String> store = Stores.restore(storage)) {
      assertThat(store.stats().damages()).isEmpty();
      assertThat(store.get("a1")).isNull();
      return new TreeMap<>(Stores.content(store));
    }
  }

  @ParameterizedTest
  @EnumSource(CrashMode.class)
  void endsAsAWholeOrNotAtAllWhateverHappensAtAnyStep(CrashMode mode) {
    SimulatedShardStorage sound = build(0).restart(FaultPlan.none());
    RepairReport<String> report = damaged.repair(sound, false);
    int steps = sound.stepCount();
    Map<String, String> expected = content(sound.restart(FaultPlan.none()));
    assertThat(report.lost()).hasSize(1);
    assertThat(steps).isGreaterThan(20);

    for (int step = 0; step < steps; step++) {
      for (Fault fault : FAULTS) {
        String what = fault + " at step " + step + ", " + mode;
        SimulatedShardStorage storage = build(step).restart(FaultPlan.of(mode, step, fault));
        boolean ended = ends(storage);
        storage = storage.restart(FaultPlan.none());

        RepairReport<String> again = damaged.repair(storage, false);

        if (!ended && again.wasNeeded() && !again.findings().isEmpty()) {
          assertThat(again.lost()).as(what).isEqualTo(report.lost());
          assertThat(again.lostRanges()).as(what).isEqualTo(report.lostRanges());
          assertThat(again.salvagedRecords()).as(what).isEqualTo(report.salvagedRecords());
        }
        storage = storage.restart(FaultPlan.none());
        VerifyReport<String> verified = Damaged.verify(storage);
        assertThat(verified.findings()).as(what).isEmpty();
        assertThat(content(storage.restart(FaultPlan.none()))).as(what).isEqualTo(expected);
      }
    }
  }

  /** Returns whether the repair came to its end. */
  private boolean ends(SimulatedShardStorage storage) {
    try {
      damaged.repair(storage, false);
      return true;
    } catch (KvException | SimulatedCrash _) {
      return false;
    }
  }
}
