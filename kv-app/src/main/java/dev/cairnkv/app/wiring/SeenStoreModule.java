package dev.cairnkv.app.wiring;

import com.google.inject.AbstractModule;
import dev.cairnkv.KeyType;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.spi.Codec;
import java.util.List;

/** Wires a store on files whose keys and values, of whatever types, are seen as bytes. */
public final class SeenStoreModule extends AbstractModule {
  private final KvConfig config;
  private final KeyType<byte[]> keyType;
  private final Codec<byte[], byte[]> writer;
  private final List<Codec<byte[], byte[]>> readers;

  /**
   * Makes the module.
   *
   * @param keyType how the keys are seen
   * @param writer the codec that writes
   * @param readers the others
   */
  public SeenStoreModule(
      KvConfig config,
      KeyType<byte[]> keyType,
      Codec<byte[], byte[]> writer,
      List<Codec<byte[], byte[]>> readers) {
    this.config = config;
    this.keyType = keyType;
    this.writer = writer;
    this.readers = List.copyOf(readers);
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().disableCircularProxies();
    install(new CodecModule<>(StoreKeys.BYTES, writer));
    readers.forEach(codec -> install(new CodecModule<>(StoreKeys.BYTES, codec)));
    install(new FileStorageModule(config.directory()));
    install(new SystemClockModule());
    install(new StoreModule<>(StoreKeys.BYTES, keyType, config.options()));
    bind(StoreKeys.BYTES.writer()).toInstance(writer);
  }
}
