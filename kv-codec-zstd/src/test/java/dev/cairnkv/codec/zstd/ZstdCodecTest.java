package dev.cairnkv.codec.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.cairnkv.CodecException;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ZstdCodecTest {

  private static final int MIB = 1 << 20;
  private static final byte[] KEY = {1};

  private final Codec<byte[], byte[]> codec = ZstdCodec.of(KryoCodec.bytes());

  @Test
  void makesRecordsSmaller() {
    String text = "{\"name\":\"Ada\",\"born\":1815},".repeat(100);

    assertThat(ZstdCodec.of(JsonCodec.strings()).encode("k", text).length)
        .isLessThan(text.length() / 10);
  }

  @Test
  void addsOneByteToWhatCannotBecomeSmaller() {
    byte[] random = new byte[10_000];
    new Random(1).nextBytes(random);

    assertThat(codec.encode(KEY, random)).hasSize(KryoCodec.bytes().encode(KEY, random).length + 1);
    assertThat(codec.encode(KEY, KEY)).hasSize(KryoCodec.bytes().encode(KEY, KEY).length + 1);
  }

  /** A record of zeros would fit into a few hundred bytes, which nobody would believe. */
  @Test
  void givesBackALargeRecordThatCouldBeCompressedBeyondAllBounds() {
    for (int length : new int[] {MIB - 10, MIB, 3 * MIB, 40 * MIB}) {
      byte[] payload = codec.encode(KEY, new byte[length]);

      assertThat(payload.length).isLessThan(length / 15 + 100);
      assertThat(codec.decode(payload).value()).isEqualTo(new byte[length]);
    }
  }

  @Test
  void refusesABombBeforeItGoesOff() {
    byte[] zeros = Zstd.compress(new byte[100 * MIB]);
    byte[] bomb = new byte[zeros.length + 1];
    bomb[0] = 1;
    System.arraycopy(zeros, 0, bomb, 1, zeros.length);

    assertThatThrownBy(() -> codec.decode(bomb))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("found one of " + 100 * MIB);
  }

  @Test
  void readsPlainAndCompressedShardsOfOneStore() {
    InMemoryShardStorage storage = new InMemoryShardStorage();
    Codec<String, String> plain = JsonCodec.strings();
    Codec<String, String> compressed = ZstdCodec.of(plain);
    String value = "value ".repeat(100);
    put(storage, plain, compressed, "plain", value);
    put(storage, compressed, plain, "compressed", value);

    try (KvStore<String, String> store = open(storage, plain, compressed)) {
      assertThat(store.get("plain")).isEqualTo(value);
      assertThat(store.get("compressed")).isEqualTo(value);
      assertThat(store.stats().shards()).extracting("codecId").contains("json", "json+zstd");
    }
  }

  private static void put(
      InMemoryShardStorage storage,
      Codec<String, String> writer,
      Codec<String, String> reader,
      String key,
      String value) {
    try (KvStore<String, String> store = open(storage, writer, reader)) {
      store.put(key, value);
    }
  }

  private static KvStore<String, String> open(
      InMemoryShardStorage storage, Codec<String, String> writer, Codec<String, String> reader) {
    return ShardedStore.restore(
        storage.reopen(),
        Codecs.of(KeyType.STRING, writer, List.of(reader)),
        Clock.system(),
        StoreOptions.builder().shardSizeBytes(4096).build());
  }
}
