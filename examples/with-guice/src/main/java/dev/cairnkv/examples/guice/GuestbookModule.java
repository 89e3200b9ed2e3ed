package dev.cairnkv.examples.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.TypeLiteral;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.app.CairnModule;
import dev.cairnkv.app.config.CodecName;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.codec.kryo.KryoCodec;
import java.util.Map;

/** Wires the guestbook, and the store that it is kept in. */
public final class GuestbookModule extends AbstractModule {
  static final TypeLiteral<KvStore<String, Visit>> STORE = new TypeLiteral<>() {};

  private final KvConfig config;

  /** Makes the module for a configuration, which says which of the two codecs writes. */
  public GuestbookModule(KvConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    install(
        CairnModule.of(
            config,
            KeyType.STRING,
            Map.of(
                CodecName.JSON,
                JsonCodec.of(KeyType.STRING, Visit.class),
                CodecName.KRYO,
                KryoCodec.builder(KeyType.STRING, Visit.class)
                    .register(Visit.class, 20)
                    .evolving(true)
                    .build()),
            STORE));
    Provider<KvStore<String, Visit>> store = getProvider(Key.get(STORE));
    bind(Guestbook.class).toProvider((Provider<Guestbook>) () -> new Guestbook(store.get()));
  }
}
