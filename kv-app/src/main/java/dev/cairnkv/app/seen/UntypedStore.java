package dev.cairnkv.app.seen;

import com.google.inject.Module;
import dev.cairnkv.CompactionOptions;
import dev.cairnkv.KeyType;
import dev.cairnkv.TextKeys;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.app.wiring.SeenStoreModule;
import dev.cairnkv.app.wiring.TransformedCodecsModule;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.codec.zstd.ZstdCodec;
import dev.cairnkv.core.StoredCodec;
import dev.cairnkv.spi.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A store of an application whose classes are not known. */
public final class UntypedStore {
  private UntypedStore() {}

  /**
   * Returns the module that wires it. What is written has the stamp of the newest shard, whatever
   * codec the configuration names.
   *
   * @param keyType the type of the keys
   * @param written what wrote its shards, the newest shard's last
   */
  public static Module module(KvConfig config, KeyType<?> keyType, List<StoredCodec> written) {
    TextKeys<?> keys = TextKeys.of(keyType);
    List<Codec<byte[], byte[]>> codecs = codecs(keys, config);
    Codec<byte[], byte[]> writer =
        written.isEmpty() ? notKnownYet(keys) : writer(codecs, written.getLast());
    List<Codec<byte[], byte[]>> readers =
        codecs.stream().filter(codec -> !codec.id().equals(writer.id())).toList();
    KvConfig shown = written.size() > 1 ? withoutBackgroundCompaction(config) : config;
    return new SeenStoreModule(shown, keys.asKeyType(), writer, readers);
  }

  private static <K> Codec<byte[], byte[]> notKnownYet(TextKeys<K> keys) {
    Codec<K, byte[]> json = JsonCodec.untyped(keys.keyType());
    return new SeenCodec<>(json, keys, new Values.NotKnownYet(), false);
  }

  /** Returns the codec with the stamp of a shard; if there is none, opening says so. */
  private static Codec<byte[], byte[]> writer(
      List<Codec<byte[], byte[]>> codecs, StoredCodec newest) {
    return codecs.stream()
        .filter(codec -> codec.id().equals(newest.id()))
        .filter(codec -> codec.canDecode(newest.version(), newest.schemaFingerprint()))
        .map(codec -> codec.decoderOf(newest.version(), newest.schemaFingerprint()))
        .findFirst()
        .orElseGet(codecs::getFirst);
  }

  /** A compaction that cannot convert what it meets would only try again and again. */
  private static KvConfig withoutBackgroundCompaction(KvConfig config) {
    CompactionOptions compaction =
        new CompactionOptions(false, config.options().compaction().bytesPerSecond());
    return config.withOptions(config.options().toBuilder().compaction(compaction).build());
  }

  /**
   * Returns the codecs there are. Kryo's values of classes are not read if they are encrypted: as
   * any schema may be one of an application, a wrong key could not be told.
   */
  private static <K> List<Codec<byte[], byte[]>> codecs(TextKeys<K> keys, KvConfig config) {
    Codec<K, byte[]> json = JsonCodec.untyped(keys.keyType());
    Codec<K, Object> kryo = KryoCodec.untyped(keys.keyType());
    List<Codec<byte[], byte[]>> codecs = new ArrayList<>();
    Stream.concat(Stream.of(json), TransformedCodecsModule.of(json, config.keys()).stream())
        .forEach(codec -> codecs.add(new SeenCodec<>(codec, keys, new Values.AsTheyAre(), false)));
    for (Codec<K, Object> codec : List.of(kryo, ZstdCodec.of(kryo))) {
      codecs.add(new SeenCodec<>(codec, keys, new Values.Anything(), false));
    }
    if (keys.keyType().equals(KeyType.STRING)) {
      TransformedCodecsModule.of(KryoCodec.strings(), config.keys()).stream()
          .skip(1) // compressed ones are there
          .forEach(
              codec ->
                  codecs.add(
                      new SeenCodec<>(
                          codec,
                          TextKeys.of(KeyType.STRING),
                          new Values.OfType<>(String.class),
                          false)));
    }
    if (keys.keyType().equals(KeyType.BYTES)) { // else a wrong key would pass for a missing codec
      TransformedCodecsModule.of(KryoCodec.bytes(), config.keys()).stream()
          .skip(1)
          .forEach(
              codec ->
                  codecs.add(
                      new SeenCodec<>(
                          codec, TextKeys.of(KeyType.BYTES), new Values.AsTheyAre(), false)));
    }
    return codecs;
  }
}
