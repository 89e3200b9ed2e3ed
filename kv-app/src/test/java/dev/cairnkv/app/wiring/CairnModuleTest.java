package dev.cairnkv.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import dev.cairnkv.Expiry;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreNotFoundException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.TimeToLive;
import dev.cairnkv.WriteOptions;
import dev.cairnkv.WrongCodecException;
import dev.cairnkv.app.CairnModule;
import dev.cairnkv.app.Main;
import dev.cairnkv.app.config.CodecName;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.codec.aes.AesKey;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.codec.kryo.KryoCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CairnModuleTest {
  private static final byte[] KEY = {1};
  private static final byte[] OTHER_KEY = {3};
  private static final byte[] VALUE = {2};
  private static final byte[] GONE = {3};
  private static final byte[] OTHER = {4};
  private static final AesKey FIRST = AesKey.random("first");

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void givesAStoreThatWritesWithTheCodecOfTheConfiguration(CodecName codec) {
    Injector injector =
        Guice.createInjector(Stage.PRODUCTION, new CairnModule(config().withCodec(codec)));

    try (KvStore<byte[], byte[]> store = injector.getInstance(StoreKeys.BYTES.store())) {
      store.put(KEY, VALUE);

      assertThat(store.get(KEY)).isEqualTo(VALUE);
      assertThat(store.stats().shards())
          .singleElement()
          .extracting("codecId")
          .isEqualTo(config().withCodec(codec).writerId());
      assertThat(injector.getInstance(StoreKeys.BYTES.store())).isSameAs(store);
    }
  }

  @ParameterizedTest
  @EnumSource
  void bindsEveryCodecUnderTheNameThatConfigurationsUse(CodecName codec) {
    Injector injector = Guice.createInjector(new CairnModule(config()));
    String id = config().withCodec(codec).writerId();

    assertThat(id).startsWith(codec.id());
    assertThat(injector.getInstance(StoreKeys.BYTES.readers())).containsKey(id);
    assertThat(injector.getInstance(StoreKeys.BYTES.codec(id)).id()).isEqualTo(id);
  }

  /** The first key writes, the others go on reading: a new one is put before the old ones. */
  @Test
  void takesANewKeyIntoUseByPuttingItFirst() {
    AesKey second = AesKey.random("second");
    KvConfig encrypted = config().withCodec(CodecName.KRYO_ZSTD_AES);
    try (KvStore<byte[], byte[]> store = Main.open(encrypted)) {
      store.put(KEY, VALUE);
    }

    try (KvStore<byte[], byte[]> store = Main.open(encrypted.withKeys(List.of(second, FIRST)))) {
      store.put(OTHER_KEY, VALUE);

      assertThat(store.get(KEY)).isEqualTo(VALUE);
      assertThat(store.get(OTHER_KEY)).isEqualTo(VALUE);
      assertThat(store.stats().shards())
          .extracting("codecId")
          .containsExactly("kryo+zstd+aes.first", "kryo+zstd+aes.second");
    }
    assertThatThrownBy(() -> Main.open(encrypted.withKeys(List.of(second))))
        .isInstanceOf(WrongCodecException.class)
        .hasMessageContaining("the key 'first' of aes");
  }

  @Test
  void readsWhatTheOtherCodecWrote() {
    try (KvStore<byte[], byte[]> store = Main.open(config())) {
      store.put(KEY, VALUE);
    }

    try (KvStore<byte[], byte[]> store = Main.open(config().withCodec(CodecName.KRYO))) {
      assertThat(store.get(KEY)).isEqualTo(VALUE);
    }
  }

  @Test
  void opensOrFailsWithTheStoresOwnException() {
    StoreOptions existing = StoreOptions.builder().createIfMissing(false).build();

    assertThatThrownBy(() -> Main.open(config().withOptions(existing)))
        .isInstanceOf(StoreNotFoundException.class);
  }

  @Test
  void wiresAStoreOfTypesOfTheApplicationsOwn() {
    TypeLiteral<KvStore<String, String>> type = new TypeLiteral<>() {};
    Injector injector =
        Guice.createInjector(
            CairnModule.of(
                config().withCodec(CodecName.KRYO),
                KeyType.STRING,
                Map.of(CodecName.JSON, JsonCodec.strings(), CodecName.KRYO, KryoCodec.strings()),
                type));

    try (KvStore<String, String> store = injector.getInstance(Key.get(type))) {
      store.put("key", "value");

      assertThat(store.get("key")).isEqualTo("value");
      assertThat(store.stats().shards()).singleElement().extracting("codecId").isEqualTo("kryo");
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsExpiriesAndWritesOnConditionsWithEachCodec(CodecName codec) {
    KvConfig config = config().withCodec(codec);
    Instant now = Instant.now();
    try (KvStore<byte[], byte[]> store = Main.open(config)) {
      store.put(KEY, VALUE, WriteOptions.defaults().withExpiry(Expiry.at(now.plusSeconds(3600))));
      store.put(GONE, VALUE, WriteOptions.defaults().withExpiry(Expiry.at(now.minusSeconds(1))));
    }

    try (KvStore<byte[], byte[]> store = Main.open(config)) {
      assertThat(store.ttl(KEY)).isInstanceOf(TimeToLive.Remaining.class);
      assertThat(store.get(GONE)).isNull();
      assertThat(store.putIfAbsent(KEY, OTHER)).isEqualTo(VALUE);
      assertThat(store.putIfAbsent(GONE, OTHER)).isNull();
      assertThat(store.replace(KEY, VALUE, OTHER)).isTrue();
      assertThat(store.delete(GONE, OTHER)).isTrue();
    }
    try (KvStore<byte[], byte[]> store = Main.open(config)) {
      assertThat(store.get(KEY)).isEqualTo(OTHER);
      assertThat(store.ttl(KEY)).isEqualTo(TimeToLive.Unlimited.UNLIMITED);
      assertThat(store.contains(GONE)).isFalse();
    }
  }

  @Test
  void refusesAWriterThatIsNotAmongTheCodecs() {
    assertThatThrownBy(
            () ->
                CairnModule.of(
                    config().withCodec(CodecName.KRYO),
                    KeyType.STRING,
                    Map.of(CodecName.JSON, JsonCodec.strings()),
                    new TypeLiteral<KvStore<String, String>>() {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("KRYO")
        .hasMessageContaining("[JSON]");
  }

  private KvConfig config() {
    return KvConfig.defaults()
        .withDirectory(directory.resolve("store"))
        .withKeys(List.of(FIRST))
        .withOptions(StoreOptions.builder().shardSizeBytes(64 << 10).build());
  }
}
