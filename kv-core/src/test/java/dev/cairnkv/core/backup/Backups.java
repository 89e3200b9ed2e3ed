package dev.cairnkv.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.StoreVerification;
import dev.cairnkv.core.Stores;
import dev.cairnkv.core.TextCodec;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import java.util.Map;
import java.util.TreeMap;

/** What tests of backups have in common. */
final class Backups {
  static final String VALUE = " is a value of some length, so that shards fill up";

  private Backups() {}

  /** Opens a backup as a store, and returns what is in it. */
  static Map<String, String> content(ShardStorage backup) {
    try (KvStore<String, String> store =
        Stores.restore(backup, Stores.OPTIONS.toBuilder().createIfMissing(false).build())) {
      assertThat(store.stats().damages()).isEmpty();
      assertThat(store.stats().restored().cleanShutdown()).isTrue();
      return new TreeMap<>(Stores.content(store));
    }
  }

  static void assertSound(ShardStorage storage) {
    assertThat(
            StoreVerification.verify(
                    storage,
                    Codecs.of(KeyType.STRING, new TextCodec()),
                    Clock.system(),
                    ScanProgress.none())
                .findings())
        .isEmpty();
  }

  static void overwrite(KvStore<String, String> store, int round, int keys) {
    for (int i = 0; i < keys; i++) {
      store.put("key " + i, round + VALUE);
    }
  }
}
