package dev.cairnkv.examples.snippets;

import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.WriteOptions;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.testkit.simulation.CrashMode;
import dev.cairnkv.testkit.simulation.Fault;
import dev.cairnkv.testkit.simulation.FaultPlan;
import dev.cairnkv.testkit.simulation.SimulatedCrash;
import dev.cairnkv.testkit.simulation.SimulatedShardStorage;
import java.time.Duration;

/** How a test lets a process crash. */
final class SimulatingACrash {
  private SimulatingACrash() {}

  static long survivors(long seed) {
    int acknowledged = 0;
    // @start region="crash"
    SimulatedShardStorage storage = new SimulatedShardStorage(seed);
    storage = storage.restart(FaultPlan.of(CrashMode.POWER_LOSS, 100, Fault.CRASH_WITHIN));
    try {
      KvStore<String, String> store = open(storage);
      while (true) {
        store.put("key" + acknowledged, "value", WriteOptions.synced());
        acknowledged++;
      }
    } catch (SimulatedCrash | StorePoisonedException e) { // the process is gone
      storage = storage.restart(FaultPlan.none());
    }
    try (KvStore<String, String> store = open(storage)) {
      if (store.size() < acknowledged) {
        throw new AssertionError("an acknowledged write is gone");
      }
    }
    // @end
    return acknowledged;
  }

  private static KvStore<String, String> open(ShardStorage storage) {
    return ShardedStore.restore(
        storage,
        Codecs.of(KeyType.STRING, JsonCodec.strings()),
        Clock.system(),
        StoreOptions.builder().shardSizeBytes(4096).syncPeriod(Duration.ZERO).build());
  }
}
