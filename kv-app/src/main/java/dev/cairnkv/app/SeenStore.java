package dev.cairnkv.app;

import com.google.inject.Module;
import dev.cairnkv.KeyType;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.app.seen.ApplicationStore;
import dev.cairnkv.app.seen.UntypedStore;
import dev.cairnkv.app.wiring.TransformedCodecsModule;
import dev.cairnkv.core.StoreIdentity;
import dev.cairnkv.core.StoredCodec;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.ShardStorage;
import java.nio.file.Files;
import java.util.List;

/**
 * Chooses how the command line sees a store: its own stores with the codecs for bytes, those of an
 * application with the application's codecs if they are named, and else without any classes.
 */
final class SeenStore {
  private SeenStore() {}

  /** Returns the module that wires the store of a configuration. */
  static Module module(KvConfig config) {
    if (!config.application().isNone()) {
      return ApplicationStore.module(config);
    }
    if (!Files.isDirectory(config.directory())) {
      return new CairnModule(config);
    }
    try (ShardStorage storage = FileShardStorage.at(config.directory())) {
      StoreIdentity identity = StoreIdentity.read(storage);
      KeyType<?> keyType = identity == null ? null : KeyType.ofId(identity.keyType());
      if (identity == null || keyType == null) {
        return new CairnModule(config); // which says what is wrong, if anything is
      }
      List<StoredCodec> written = StoredCodec.readAll(storage, identity.storeId());
      return keyType.equals(KeyType.BYTES) && areForBytes(written, config)
          ? new CairnModule(config)
          : UntypedStore.module(config, keyType, written);
    }
  }

  private static boolean areForBytes(List<StoredCodec> written, KvConfig config) {
    return written.stream()
        .allMatch(
            each ->
                TransformedCodecsModule.all(config.keys()).stream()
                    .filter(codec -> codec.id().equals(each.id()))
                    .allMatch(codec -> codec.canDecode(each.version(), each.schemaFingerprint())));
  }
}
