package dev.cairnkv.core;

import dev.cairnkv.KeyType;
import dev.cairnkv.WrongCodecException;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.spi.Codec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The codecs of a store: one that new shards are written with, and those that shards are read with.
 * Each shard is read with the codec that wrote it, so changing the writer is all it takes to change
 * the codec of a store.
 *
 * {@snippet file="ChoosingCodecs.java" region="swap"}
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class Codecs<K, V> {
  private final KeyType<K> keyType;
  private final Codec<K, V> writer;
  private final Map<String, Codec<K, V>> readers = new HashMap<>();

  private Codecs(
      KeyType<K> keyType, Codec<K, V> writer, Collection<? extends Codec<K, V>> readers) {
    this.keyType = Objects.requireNonNull(keyType, "keyType");
    this.writer = Objects.requireNonNull(writer, "writer");
    this.readers.put(CodecStamp.of(writer).id(), writer);
    for (Codec<K, V> reader : readers) {
      Codec<K, V> other = this.readers.putIfAbsent(CodecStamp.of(reader).id(), reader);
      if (other != null && !other.equals(reader)) {
        throw new IllegalArgumentException(
            "there are two codecs with the id '" + reader.id() + "'");
      }
    }
  }

  /**
   * Returns the codecs of a store that has one.
   *
   * @param keyType the type of the store's keys
   * @throws IllegalArgumentException if the codec's id is not what {@link Codec#id} allows
   */
  public static <K, V> Codecs<K, V> of(KeyType<K> keyType, Codec<K, V> codec) {
    return new Codecs<>(keyType, codec, List.of());
  }

  /**
   * Returns the codecs of a store that has several.
   *
   * @param keyType the type of the store's keys
   * @param writer the codec for new shards
   * @param readers the codecs that shards may have been written with; the writer need not be there
   * @throws IllegalArgumentException if two have the same id, or an id is not what {@link Codec#id}
   *     allows
   */
  public static <K, V> Codecs<K, V> of(
      KeyType<K> keyType, Codec<K, V> writer, Collection<? extends Codec<K, V>> readers) {
    return new Codecs<>(keyType, writer, readers);
  }

  KeyType<K> keyType() {
    return keyType;
  }

  Codec<K, V> writer() {
    return writer;
  }

  /** Returns the stamps of all codecs, the writer's first. */
  List<CodecStamp> stamps() {
    return Stream.concat(Stream.of(writer), readers.values().stream())
        .map(CodecStamp::of)
        .distinct()
        .toList();
  }

  /** Returns the codec for a shard that was checked. */
  Codec<K, V> reader(CodecStamp stamp) {
    return Objects.requireNonNull(readers.get(stamp.id()), "a checked shard has a codec")
        .decoderOf(stamp.version(), stamp.schemaFingerprint());
  }

  /** Throws if there is no codec that reads what was written with {@code stamp}. */
  void requireReadable(CodecStamp stamp, int shardId) {
    Codec<K, V> reader = readers.get(stamp.id());
    if (reader == null) {
      throw new WrongCodecException(
          "shard %d was written with codec '%s', but the codecs present are %s; add %s and hand its codec to the store"
              .formatted(shardId, stamp.id(), new TreeSet<>(readers.keySet()), needs(stamp.id())));
    }
    if (!reader.canDecode(stamp.version(), stamp.schemaFingerprint())) {
      throw new WrongCodecException(
          "shard %d was written with codec '%s' version %d, schema %016x, but the codec present has version %d, schema %016x and cannot read that; use the key type, value type, registrations and encryption key that it was written with"
              .formatted(
                  shardId,
                  stamp.id(),
                  stamp.version(),
                  stamp.schemaFingerprint(),
                  reader.version(),
                  reader.schemaFingerprint()));
    }
  }

  /** Says what a codec consists of: {@code json+aes.k1} of two modules, and a key besides. */
  private static String needs(String codecId) {
    List<String> modules = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (String part : codecId.split("\\+", -1)) {
      int dot = part.indexOf('.');
      modules.add("kv-codec-" + (dot < 0 ? part : part.substring(0, dot)));
      if (dot >= 0) {
        keys.add("the key '%s' of %s".formatted(part.substring(dot + 1), part.substring(0, dot)));
      }
    }
    String needed =
        "the module that has it ("
            + String.join(", ", modules)
            + ", or one of the application that wrote it)";
    return keys.isEmpty() ? needed : needed + " with " + String.join(", ", keys);
  }
}
