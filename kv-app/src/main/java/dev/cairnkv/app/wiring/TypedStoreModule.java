package dev.cairnkv.app.wiring;

import com.google.inject.AbstractModule;
import dev.cairnkv.KeyType;
import dev.cairnkv.app.config.CodecName;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.spi.Codec;
import java.util.Map;

/**
 * Wires a store on files with codecs of an application's own.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class TypedStoreModule<K, V> extends AbstractModule {
  private final KvConfig config;
  private final KeyType<K> keyType;
  private final Map<CodecName, Codec<K, V>> codecs;
  private final StoreKeys<K, V> keys;
  private final Codec<K, V> writer;

  /**
   * Makes the module.
   *
   * @throws IllegalArgumentException if the configuration names a codec that is not in the map
   */
  public TypedStoreModule(
      KvConfig config,
      KeyType<K> keyType,
      Map<CodecName, Codec<K, V>> codecs,
      StoreKeys<K, V> keys) {
    this.config = config;
    this.keyType = keyType;
    this.codecs = codecs;
    this.keys = keys;
    Codec<K, V> named = codecs.get(config.codec());
    if (named == null) {
      throw new IllegalArgumentException(
          "the configuration names the codec %s, but there is only %s: add it or configure another"
              .formatted(config.codec(), codecs.keySet()));
    }
    this.writer = named;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().disableCircularProxies();
    codecs.values().forEach(codec -> install(new CodecModule<>(keys, codec)));
    install(new FileStorageModule(config.directory()));
    install(new SystemClockModule());
    install(new StoreModule<>(keys, keyType, config.options()));
    bind(keys.writer()).toInstance(writer);
  }
}
