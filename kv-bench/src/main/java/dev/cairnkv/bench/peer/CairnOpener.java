package dev.cairnkv.bench.peer;

import dev.cairnkv.Durability;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.RestoreReport;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.ShardStorage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalDouble;

/** Opens Cairn. */
record CairnOpener<T>(Form<T> form, KeyType<T> keyType, Codec<T, T> codec)
    implements PeerKind.Opener<T> {

  @Override
  public Peer<T> open(StoreSetup setup) {
    byte[] payload =
        codec.encode(
            form.key(0),
            form.value(" ".repeat(setup.valueBytes()).getBytes(StandardCharsets.US_ASCII)));
    return new CairnPeer<>(restore(setup), payload.length);
  }

  @Override
  public OptionalDouble scan(StoreSetup setup) {
    try (ShardStorage storage = FileShardStorage.at(setup.directory());
        var _ = storage.lock()) {
      storage.deleteCheckpoint();
    }
    try (KvStore<T, T> store = restore(setup)) {
      RestoreReport report = store.stats().restored();
      return OptionalDouble.of(
          report.frames() * (double) Duration.ofSeconds(1).toNanos() / report.duration().toNanos());
    }
  }

  private KvStore<T, T> restore(StoreSetup setup) {
    Durability durability = setup.synced() ? Durability.SYNCED : Durability.APPENDED;
    return ShardedStore.restore(
        FileShardStorage.at(setup.directory()),
        Codecs.of(keyType, codec),
        Clock.system(),
        StoreOptions.builder().durability(durability).build());
  }
}
