package dev.cairnkv.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import dev.cairnkv.spi.Codec;

/**
 * Binds a codec by its id, and contributes it to those that read.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class CodecModule<K, V> extends AbstractModule {
  private final StoreKeys<K, V> keys;
  private final Codec<K, V> codec;

  /** Makes the module of {@code codec}. */
  public CodecModule(StoreKeys<K, V> keys, Codec<K, V> codec) {
    this.keys = keys;
    this.codec = codec;
  }

  @Override
  protected void configure() {
    bind(keys.codec(codec.id())).toInstance(codec);
    MapBinder.newMapBinder(binder(), TypeLiteral.get(String.class), keys.codec())
        .addBinding(codec.id())
        .to(keys.codec(codec.id()));
  }
}
