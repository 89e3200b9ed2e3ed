package dev.cairnkv.codec.aes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.ShardStats;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.WrongCodecException;
import dev.cairnkv.codec.UpcastingCodec;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class AesCodecTest {

  private static final StoreOptions OPTIONS = StoreOptions.builder().shardSizeBytes(4096).build();
  private static final int THREADS = 4;
  private static final int RECORDS_PER_THREAD = 500;

  private final InMemoryShardStorage storage = new InMemoryShardStorage();
  private final AesKey key = AesKey.random("k1");

  @Test
  void leavesNeitherKeyNorValueReadable() {
    write(AesCodec.of(JsonCodec.strings(), key), "a secret key", "a secret value");

    String bytes = new String(storage.bytes(1), UTF_8);
    assertThat(bytes).contains("json+aes.k1").doesNotContain("secret");
    assertThat(read("a secret key", AesCodec.of(JsonCodec.strings(), key)))
        .isEqualTo("a secret value");
  }

  @Test
  void refusesAStoreWithoutTheKeyAndSaysWhichItNeeds() {
    write(AesCodec.of(JsonCodec.strings(), key), "k", "v");
    byte[] before = storage.bytes(1);

    assertThatThrownBy(() -> read("k", JsonCodec.strings()))
        .isInstanceOf(WrongCodecException.class)
        .hasMessageContaining("kv-codec-json, kv-codec-aes")
        .hasMessageContaining("the key 'k1' of aes");
    assertUnharmed(before);
  }

  @Test
  void refusesAStoreWithAnotherKeyOfThatId() {
    write(AesCodec.of(JsonCodec.strings(), key), "k", "v");
    byte[] before = storage.bytes(1);

    assertThatThrownBy(() -> read("k", AesCodec.of(JsonCodec.strings(), AesKey.random("k1"))))
        .isInstanceOf(WrongCodecException.class)
        .hasMessageContaining("json+aes.k1")
        .hasMessageContaining("encryption key");
    assertUnharmed(before);
  }

  private void assertUnharmed(byte[] before) {
    assertThat(storage.bytes(1)).isEqualTo(before);
    assertThat(read("k", AesCodec.of(JsonCodec.strings(), key))).isEqualTo("v");
  }

  @Test
  void readsWhatWasWrittenWithSeveralKeysAndWithNone() {
    Codec<String, String> plain = JsonCodec.strings();
    Codec<String, String> first = AesCodec.of(plain, key);
    Codec<String, String> second = AesCodec.of(plain, AesKey.random("k2"));
    Codec<String, String> kryo = AesCodec.of(KryoCodec.strings(), key);
    List<Codec<String, String>> all = List.of(plain, first, second, kryo);
    write(plain, "0", "none", all);
    write(first, "1", "first", all);
    write(second, "2", "second", all);
    write(kryo, "3", "kryo", all);

    try (KvStore<String, String> store = open(second, all)) {
      assertThat(List.of("0", "1", "2", "3"))
          .map(store::get)
          .containsExactly("none", "first", "second", "kryo");
      assertThat(store.stats().shards())
          .extracting(ShardStats::codecId)
          .contains("json", "json+aes.k1", "json+aes.k2", "kryo+aes.k1");
    }
  }

  @Test
  void encryptsEarlierSchemasAlike() {
    write(AesCodec.of(JsonCodec.strings(), key), "k", "1815");

    Codec<String, Integer> numbers =
        UpcastingCodec.of(2, JsonCodec.of(KeyType.STRING, Integer.class))
            .reading(1, JsonCodec.strings(), Integer::valueOf);
    Codec<String, Integer> codec = AesCodec.of(numbers, key);
    try (KvStore<String, Integer> store =
        ShardedStore.restore(
            storage.reopen(), Codecs.of(KeyType.STRING, codec), Clock.system(), OPTIONS)) {
      store.put("l", 1906);

      assertThat(store.get("k")).isEqualTo(1815);
      assertThat(store.get("l")).isEqualTo(1906);
    }
  }

  @Test
  void namesTheKeyOfARecordThatWasChanged() {
    Codec<String, String> codec = AesCodec.of(JsonCodec.strings(), key);
    byte[] payload = codec.encode("k", "v");
    payload[payload.length - 1] ^= 1;

    assertThatThrownBy(() -> codec.decode(payload))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("'k1'");
  }

  /** 24 bytes of nonce and 16 of tag, as the documents say. */
  @Test
  void takesFortyBytesMore() {
    Codec<String, String> codec = AesCodec.of(JsonCodec.strings(), key);

    assertThat(codec.encode("k", "v")).hasSize(JsonCodec.strings().encode("k", "v").length + 40);
  }

  @Test
  void neverUsesANonceTwice() throws Exception {
    Codec<String, String> codec = AesCodec.of(JsonCodec.strings(), key);
    Codec<String, String> other = AesCodec.of(JsonCodec.strings(), key);
    Set<ByteBuffer> nonces = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Codec<String, String> used = i % 2 == 0 ? codec : other;
        done.add(threads.submit(() -> collectNonces(used, nonces)));
      }
      for (Future<?> each : done) {
        each.get();
      }
    }

    assertThat(nonces).hasSize(THREADS * RECORDS_PER_THREAD);
  }

  private static void collectNonces(Codec<String, String> codec, Set<ByteBuffer> nonces) {
    for (int i = 0; i < RECORDS_PER_THREAD; i++) {
      byte[] payload = codec.encode("k", "v");
      nonces.add(ByteBuffer.wrap(Arrays.copyOf(payload, Xaes.NONCE_BYTES)));
    }
  }

  @Test
  void saysNothingOfAKey() {
    assertThat(key.toString()).contains("k1").doesNotContain(key.toHex());
    assertThatThrownBy(() -> AesKey.ofHex("k1", "5ec3e7"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("k1")
        .hasMessageNotContaining("5ec3e7");
    assertThatThrownBy(() -> AesKey.ofHex("k1", "5ec3et"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("5ec3et");
  }

  @Test
  void takesAKeyFromItsHexadecimalDigits() {
    byte[] payload = AesCodec.of(JsonCodec.strings(), key).encode("k", "v");
    AesKey same = AesKey.ofHex("k1", key.toHex());

    assertThat(AesCodec.of(JsonCodec.strings(), same).decode(payload).value()).isEqualTo("v");
  }

  @Test
  void refusesIdsThatDoNotGoIntoTheHeaderOfAShard() {
    for (String id : List.of("", "K", "a.b", "a+b", "12345678901234567")) {
      assertThatThrownBy(() -> AesKey.random(id)).isInstanceOf(IllegalArgumentException.class);
    }
    AesKey longest = AesKey.random("1234567890123456");
    Codec<String, String> twice = AesCodec.of(JsonCodec.strings(), longest);
    assertThatThrownBy(() -> AesCodec.of(twice, longest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32");
  }

  private void write(Codec<String, String> writer, String key, String value) {
    write(writer, key, value, List.of());
  }

  private void write(
      Codec<String, String> writer, String key, String value, List<Codec<String, String>> readers) {
    try (KvStore<String, String> store = open(writer, readers)) {
      store.put(key, value);
    }
  }

  private String read(String key, Codec<String, String> codec) {
    try (KvStore<String, String> store = open(codec, List.of())) {
      return String.valueOf(store.get(key));
    }
  }

  private KvStore<String, String> open(
      Codec<String, String> writer, List<Codec<String, String>> readers) {
    return ShardedStore.restore(
        storage.reopen(), Codecs.of(KeyType.STRING, writer, readers), Clock.system(), OPTIONS);
  }
}
