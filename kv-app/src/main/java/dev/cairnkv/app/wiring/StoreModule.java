package dev.cairnkv.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.ShardStorage;
import java.util.Map;

/**
 * Binds the store to one restored from the storage, clock and codecs that are bound.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class StoreModule<K, V> extends AbstractModule {
  private final StoreKeys<K, V> keys;
  private final KeyType<K> keyType;
  private final StoreOptions options;

  /** Makes the module of a store. */
  public StoreModule(StoreKeys<K, V> keys, KeyType<K> keyType, StoreOptions options) {
    this.keys = keys;
    this.keyType = keyType;
    this.options = options;
  }

  @Override
  protected void configure() {
    Provider<ShardStorage> storage = getProvider(ShardStorage.class);
    Provider<Clock> clock = getProvider(Clock.class);
    Provider<Codec<K, V>> writer = getProvider(keys.writer());
    Provider<Map<String, Codec<K, V>>> readers = getProvider(keys.readers());
    Provider<KvStore<K, V>> store =
        () ->
            ShardedStore.restore(
                storage.get(),
                Codecs.of(keyType, writer.get(), readers.get().values()),
                clock.get(),
                options);
    bind(keys.keyType()).toInstance(keyType);
    bind(keys.store()).toProvider(store).in(Singleton.class);
  }
}
