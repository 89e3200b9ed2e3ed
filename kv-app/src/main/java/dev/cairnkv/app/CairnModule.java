package dev.cairnkv.app;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.app.config.CodecName;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.app.wiring.FileStorageModule;
import dev.cairnkv.app.wiring.JsonCodecModule;
import dev.cairnkv.app.wiring.KryoCodecModule;
import dev.cairnkv.app.wiring.StoreKeys;
import dev.cairnkv.app.wiring.StoreModule;
import dev.cairnkv.app.wiring.SystemClockModule;
import dev.cairnkv.app.wiring.TransformedCodecsModule;
import dev.cairnkv.app.wiring.TypedStoreModule;
import dev.cairnkv.spi.Codec;
import java.util.Map;

/**
 * Wires a {@code KvStore<byte[], byte[]>} on files, with every codec there is.
 *
 * {@snippet file="OpeningAStore.java" region="guice"}
 *
 * }
 *
 * <p>The store is a singleton, restored when it is first asked for (in {@code Stage.PRODUCTION} at
 * once); whoever made the injector closes it. What restoring throws comes as the cause of Guice's
 * {@code ProvisionException} or {@code CreationException}. Each adapter is a module of its own in
 * {@link dev.cairnkv.app.wiring}, so that another one may take its place.
 */
public final class CairnModule extends AbstractModule {
  private final KvConfig config;

  /** Makes the module for a configuration. */
  public CairnModule(KvConfig config) {
    this.config = config;
  }

  /**
   * Returns a module that wires a store with keys and values of an application's own types.
   *
   * @param config the configuration, which names one of the codecs as the writer
   * @param keyType the type of the keys
   * @param codecs the codecs by their names; all of them read
   * @param store the type that the store is bound to
   * @throws IllegalArgumentException if the configuration names a codec that is not among them
   */
  public static <K, V> Module of(
      KvConfig config,
      KeyType<K> keyType,
      Map<CodecName, ? extends Codec<K, V>> codecs,
      TypeLiteral<KvStore<K, V>> store) {
    return new TypedStoreModule<>(config, keyType, Map.copyOf(codecs), new StoreKeys<>(store));
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().disableCircularProxies();
    install(new JsonCodecModule());
    install(new KryoCodecModule());
    install(new TransformedCodecsModule(config.keys()));
    install(new FileStorageModule(config.directory()));
    install(new SystemClockModule());
    install(new StoreModule<>(StoreKeys.BYTES, KeyType.BYTES, config.options()));
    bind(StoreKeys.BYTES.writer()).to(StoreKeys.BYTES.codec(config.writerId()));
  }
}
