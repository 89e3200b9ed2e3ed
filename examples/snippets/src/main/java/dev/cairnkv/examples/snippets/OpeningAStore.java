package dev.cairnkv.examples.snippets;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import dev.cairnkv.CompactionOptions;
import dev.cairnkv.Durability;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreListener;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.app.CairnModule;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.app.wiring.StoreKeys;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.core.StoreRepair;
import dev.cairnkv.core.StoreVerification;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.testkit.InMemoryShardStorage;
import dev.cairnkv.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;

/** How a store is opened. */
final class OpeningAStore {
  private OpeningAStore() {}

  static KvStore<String, User> restore(Path directory) {
    // @start region="restore"
    KvStore<String, User> users =
        ShardedStore.restore(
            FileShardStorage.at(directory),
            Codecs.of(KeyType.STRING, JsonCodec.of(KeyType.STRING, User.class)),
            Clock.system(),
            StoreOptions.defaults());
    // @end
    return users;
  }

  static StoreOptions options(StoreListener listener) {
    // @start region="options"
    StoreOptions options =
        StoreOptions.builder()
            .shardSizeBytes(16 << 20)
            .durability(Durability.SYNCED)
            .syncPeriod(Duration.ofMillis(250))
            .listener(listener)
            .build();
    // @end
    return options;
  }

  static StoreOptions compaction() {
    // @start region="compaction"
    StoreOptions options =
        StoreOptions.builder()
            .compaction(new CompactionOptions(true, 8 << 20)) // at most 8 MiB a second
            .build();
    // @end
    return options;
  }

  static StoreListener listener(Queue<String> alarms) {
    // @start region="listener"
    StoreListener listener =
        event -> {
          switch (event) {
            case StoreEvent.DamageFound(var damage) -> alarms.add("damaged: " + damage);
            case StoreEvent.Full(var cause) -> alarms.add("full: " + cause.getMessage());
            case StoreEvent.Poisoned(var cause) -> alarms.add("read-only: " + cause.getMessage());
            default -> {} // all is well
          }
        };
    // @end
    return listener;
  }

  static KvStore<String, User> inMemory(ManualClock clock) {
    // @start region="in-memory"
    KvStore<String, User> users =
        ShardedStore.restore(
            new InMemoryShardStorage(),
            Codecs.of(KeyType.STRING, JsonCodec.of(KeyType.STRING, User.class)),
            clock, // new ManualClock(Instant.now()), say, and clock.advance(…) to let time pass
            StoreOptions.builder().shardSizeBytes(1 << 20).build());
    // @end
    return users;
  }

  static ManualClock clock() {
    return new ManualClock(Instant.EPOCH);
  }

  static boolean verifyAndRepair(Path directory) {
    Codecs<String, User> codecs =
        Codecs.of(KeyType.STRING, JsonCodec.of(KeyType.STRING, User.class));
    // @start region="repair"
    boolean sound =
        StoreVerification.verify(
                FileShardStorage.at(directory), codecs, Clock.system(), (done, total) -> {})
            .isSound();
    if (!sound) {
      StoreRepair.repair(
          FileShardStorage.at(directory),
          codecs,
          Clock.system(),
          StoreOptions.defaults(),
          false, // true only says what would be done
          (done, total) -> {});
    }
    // @end
    return sound;
  }

  static void withGuice(KvConfig config, byte[] key, byte[] value) {
    // @start region="guice"
    Injector injector = Guice.createInjector(Stage.PRODUCTION, new CairnModule(config));
    try (KvStore<byte[], byte[]> store = injector.getInstance(StoreKeys.BYTES.store())) {
      store.put(key, value);
    }
    // @end
  }
}
