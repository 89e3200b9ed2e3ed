package dev.cairnkv.app;

import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.WrongCodecException;
import dev.cairnkv.WrongKeyTypeException;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.app.wiring.TransformedCodecsModule;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Codec;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens the command line's own stores with what {@link CairnModule} binds, but without Guice, which
 * takes longer to load than such a store takes to open.
 */
final class OwnStore {
  private OwnStore() {}

  /** Does the same as {@link Main#open}, to which it leaves the stores of applications. */
  static KvStore<byte[], byte[]> open(KvConfig config) {
    if (config.application().isNone()) {
      try {
        return ShardedStore.restore(
            FileShardStorage.at(config.directory()),
            codecs(config),
            Clock.system(),
            config.options());
      } catch (WrongKeyTypeException | WrongCodecException e) {
        return Main.open(config); // it is one of an application, or this is found there again
      }
    }
    return Main.open(config);
  }

  private static Codecs<byte[], byte[]> codecs(KvConfig config) {
    List<Codec<byte[], byte[]>> readers =
        new ArrayList<>(TransformedCodecsModule.all(config.keys()));
    String writerId = config.writerId();
    for (Codec<byte[], byte[]> codec : readers) {
      if (codec.id().equals(writerId)) {
        readers.remove(codec);
        return Codecs.of(KeyType.BYTES, codec, readers);
      }
    }
    throw new IllegalStateException("there is no codec with the id " + writerId);
  }
}
