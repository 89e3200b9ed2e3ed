package dev.cairnkv.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KvStore;
import dev.cairnkv.StorageException;
import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.core.Stores;
import dev.cairnkv.testkit.simulation.CrashMode;
import dev.cairnkv.testkit.simulation.Fault;
import dev.cairnkv.testkit.simulation.FaultPlan;
import dev.cairnkv.testkit.simulation.SimulatedShardStorage;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The storage made a shard and failed all the same: the sync of the directory, for example. The
 * next write once failed since the shard was there, and the next restore missed its seal.
 */
class HalfMadeShardTest {
  private static final int MOST_STEPS = 20;

  private SimulatedShardStorage storage = new SimulatedShardStorage(1);
  private KvStore<String, String> store = Stores.restore(storage);

  @BeforeEach
  void failAtTheStepThatMakesTheFirstShard() {
    for (int step = 0; step < MOST_STEPS; step++) {
      SimulatedShardStorage first = new SimulatedShardStorage(1);
      Stores.restore(first).shutdown();
      storage = first.restart(FaultPlan.of(CrashMode.KILL, step, Fault.ERROR_AFTER));
      if (isMadeByAPutThatFails()) {
        return;
      }
    }
    throw new AssertionError("no step makes a shard");
  }

  private boolean isMadeByAPutThatFails() {
    try {
      store = Stores.restore(storage);
      store.put("a", "1");
      return false;
    } catch (StorageException | StorePoisonedException _) {
      return !storage.shardIds().isEmpty();
    }
  }

  @Test
  void theNextWriteMakesItAnew() {
    store.put("b", "2");

    assertThat(Stores.content(store)).isEqualTo(Map.of("b", "2"));
    store.shutdown();
    KvStore<String, String> next = Stores.restore(storage.restart(FaultPlan.none()));
    assertThat(Stores.content(next)).isEqualTo(Map.of("b", "2"));
    next.shutdown();
  }

  @Test
  void theNextRestoreFindsNoDamage() {
    store.shutdown();

    KvStore<String, String> next = Stores.restore(storage.restart(FaultPlan.none()));

    assertThat(next.stats().restored().damages()).isEmpty();
    next.put("b", "2");
    assertThat(Stores.content(next)).isEqualTo(Map.of("b", "2"));
    next.shutdown();
  }
}
