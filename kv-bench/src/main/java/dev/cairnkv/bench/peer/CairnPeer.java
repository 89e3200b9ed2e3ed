package dev.cairnkv.bench.peer;

import dev.cairnkv.CompactionOptions;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.ShardStats;
import dev.cairnkv.StoreStats;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.spi.Codec;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Cairn, through its public API. */
final class CairnPeer<T> implements Peer<T> {

  static final PeerKind<byte[]> KRYO =
      kind("cairn", "Cairn", Form.BYTES, KeyType.BYTES, KryoCodec.bytes(), "Kryo codec of bytes");

  static final PeerKind<String> KRYO_STRINGS =
      kind(
          "cairn-strings",
          "Cairn, Kryo strings",
          Form.TEXT,
          KeyType.STRING,
          KryoCodec.strings(),
          "Kryo codec of strings");

  static final PeerKind<String> JSON =
      kind(
          "cairn-json",
          "Cairn, JSON strings",
          Form.TEXT,
          KeyType.STRING,
          JsonCodec.strings(),
          "JSON codec of strings");

  /** What a store takes besides, however little is live: see {@link CompactionOptions}. */
  private static final int FEW_SHARDS = 4;

  private final KvStore<T, T> store;
  private final int payloadBytes;

  CairnPeer(KvStore<T, T> store, int payloadBytes) {
    this.store = store;
    this.payloadBytes = payloadBytes;
  }

  private static <T> PeerKind<T> kind(
      String id, String title, Form<T> form, KeyType<T> keyType, Codec<T, T> codec, String name) {
    return new PeerKind<>(
        id,
        title,
        form,
        Trait.all(),
        List.of(),
        name + "; all options as they are by default: shards of 64 MiB, a sync each second",
        new CairnOpener<>(form, keyType, codec));
  }

  @Override
  public Session<T> session(int operationsInTransaction) {
    return new Session<>() {
      @Override
      public void put(T key, T value) {
        store.put(key, value);
      }

      @Override
      public @Nullable T get(T key) {
        return store.get(key);
      }

      @Override
      public List<@Nullable T> getAll(List<T> keys) {
        return store.getAll(keys);
      }
    };
  }

  @Override
  public OptionalDouble indexBytesPerKey() {
    StoreStats stats = store.stats();
    return OptionalDouble.of((double) stats.indexBytes() / stats.keys());
  }

  @Override
  public OptionalDouble overheadBytesPerKey() {
    StoreStats stats = store.stats();
    return OptionalDouble.of((double) stats.usedBytes() / stats.keys() - payloadBytes);
  }

  @Override
  public OptionalDouble diskPerLiveByte() {
    StoreStats stats = store.stats();
    long beyond = stats.shards().stream().skip(FEW_SHARDS).mapToLong(ShardStats::sizeBytes).sum();
    return OptionalDouble.of((double) beyond / stats.liveBytes());
  }

  @Override
  public void close() {
    store.close();
  }
}
