package dev.cairnkv.codec;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A codec of values whose class has changed: it writes today's, and turns those of earlier schemas
 * into today's as they are read. Nothing on the disk changes by that; a compaction writes anew what
 * it moves, so that shards of an earlier schema go once an eighth of them is overwritten or
 * deleted.
 *
 * {@snippet file="ChoosingCodecs.java" region="upcasting"}
 *
 * <p>The application numbers its schemas from 1. A store that was written without an upcasting
 * codec has schema 1, so this is for the day of the second one. The number is part of the
 * {@linkplain #schemaFingerprint() schema fingerprint}, so each shard says which schema it has. A
 * store with a schema that is not listed is refused with a typed error. A shard that has lost all
 * three copies of its header is repaired as one of today's schema.
 *
 * <p>It goes inside of a {@link TransformedCodec}: what is compressed or encrypted is the record,
 * whatever its schema.
 *
 * <p>Immutable, and as safe for use by several threads as the codecs and functions it was given.
 *
 * @param <K> the type of the keys
 * @param <V> the type of today's values
 */
public final class UpcastingCodec<K, V> implements Codec<K, V> {

  /** Odd, so that no two numbers of schemas give the same mask; that of schema 1 is 0. */
  private static final long MASK_STEP = 0x9E3779B97F4A7C15L;

  /** What undoes the multiplication by the step. */
  private static final long MASK_INVERSE = inverse(MASK_STEP);

  private final int schema;
  private final Codec<K, V> today;
  private final Map<Integer, Earlier<K, ?, V>> earlier;

  private UpcastingCodec(int schema, Codec<K, V> today, Map<Integer, Earlier<K, ?, V>> earlier) {
    this.schema = schema;
    this.today = today;
    this.earlier = earlier;
  }

  /**
   * Returns a codec that writes and reads one schema.
   *
   * @param schema its number, from 1
   * @param codec what encodes and decodes it
   * @throws IllegalArgumentException if the number is less than 1
   */
  public static <K, V> UpcastingCodec<K, V> of(int schema, Codec<K, V> codec) {
    requirePositive(schema);
    return new UpcastingCodec<>(schema, codec, Map.of());
  }

  /**
   * Returns this codec, which also reads an earlier schema.
   *
   * @param earlierSchema its number
   * @param codec what it was encoded with, of the same id
   * @param upcast makes today's value of an earlier one, never {@code null}; what it throws becomes
   *     a {@link CodecException}
   * @throws IllegalArgumentException if the number is not from 1 to the one before today's, is
   *     there already, or the codec has another id
   */
  public <O> UpcastingCodec<K, V> reading(
      int earlierSchema, Codec<K, O> codec, Function<? super O, ? extends V> upcast) {
    requirePositive(earlierSchema);
    if (earlierSchema >= schema || earlier.containsKey(earlierSchema)) {
      throw new IllegalArgumentException(
          "expected an earlier schema than %d that is not yet read, found %d"
              .formatted(schema, earlierSchema));
    }
    if (!codec.id().equals(today.id())) {
      throw new IllegalArgumentException(
          "schema %d was written with codec '%s', but today's is '%s': hand both to the store instead"
              .formatted(earlierSchema, codec.id(), today.id()));
    }
    Map<Integer, Earlier<K, ?, V>> more = new LinkedHashMap<>(earlier);
    more.put(earlierSchema, new Earlier<>(earlierSchema, codec, upcast));
    return new UpcastingCodec<>(schema, today, more);
  }

  @Override
  public String id() {
    return today.id();
  }

  @Override
  public int version() {
    return today.version();
  }

  @Override
  public long schemaFingerprint() {
    return today.schemaFingerprint() ^ mask(schema);
  }

  @Override
  public boolean canDecode(int version, long schemaFingerprint) {
    return canDecodeToday(version, schemaFingerprint)
        || earlier.values().stream().anyMatch(each -> each.canDecode(version, schemaFingerprint));
  }

  @Override
  public Codec<K, V> decoderOf(int version, long schemaFingerprint) {
    if (canDecodeToday(version, schemaFingerprint)) {
      return this;
    }
    for (Earlier<K, ?, V> each : earlier.values()) {
      if (each.canDecode(version, schemaFingerprint)) {
        return each;
      }
    }
    return this;
  }

  @Override
  public void encode(K key, V value, PayloadBuffer target) {
    today.encode(key, value, target);
  }

  @Override
  public KeyValue<K, V> decode(MemorySegment payload) {
    return today.decode(payload);
  }

  @Override
  public @Nullable V decodeValue(K key, byte[] payload, int offset, int length) {
    return today.decodeValue(key, payload, offset, length);
  }

  private boolean canDecodeToday(int version, long schemaFingerprint) {
    return today.canDecode(version, schemaFingerprint ^ mask(schema));
  }

  /**
   * Returns the number of a schema that a codec has written, if it was written through a codec of
   * this kind, or by itself, which is schema 1. It is for tools that know how records are encoded,
   * but not the application's numbers.
   *
   * @param found the schema fingerprint that a shard has
   * @param codecs the schema fingerprint of what encoded the records
   * @return the number, from 1, or empty if it was written by something else
   */
  public static OptionalInt schemaOf(long found, long codecs) {
    long schema = (found ^ codecs) * MASK_INVERSE + 1;
    return schema >= 1 && schema <= Integer.MAX_VALUE
        ? OptionalInt.of((int) schema)
        : OptionalInt.empty();
  }

  private static long mask(int schema) {
    return (schema - 1) * MASK_STEP;
  }

  /** Returns the inverse of an odd number by Newton's method, which doubles the right bits. */
  private static long inverse(long odd) {
    long inverse = odd; // 3 bits of it are right
    for (int bits = 3; bits < Long.SIZE; bits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }

  private static void requirePositive(int schema) {
    if (schema < 1) {
      throw new IllegalArgumentException("schemas are numbered from 1, found " + schema);
    }
  }

  /** Reads the values of one earlier schema as today's. */
  private record Earlier<K, O, V>(
      int schema, Codec<K, O> codec, Function<? super O, ? extends V> upcast)
      implements Codec<K, V> {

    @Override
    public String id() {
      return codec.id();
    }

    @Override
    public int version() {
      return codec.version();
    }

    @Override
    public long schemaFingerprint() {
      return codec.schemaFingerprint() ^ mask(schema);
    }

    @Override
    public boolean canDecode(int version, long schemaFingerprint) {
      return codec.canDecode(version, schemaFingerprint ^ mask(schema));
    }

    @Override
    public void encode(K key, V value, PayloadBuffer target) {
      throw new CodecException("schema " + schema + " is only read: write with today's codec");
    }

    @Override
    public KeyValue<K, V> decode(MemorySegment payload) {
      KeyValue<K, O> decoded = codec.decode(payload);
      return new KeyValue<>(decoded.key(), upcast(decoded.value()));
    }

    @Override
    public @Nullable V decodeValue(K key, byte[] payload, int offset, int length) {
      O value = codec.decodeValue(key, payload, offset, length);
      return value == null ? null : upcast(value);
    }

    private V upcast(O value) {
      V today;
      try {
        today = upcast.apply(value);
      } catch (RuntimeException e) {
        throw new CodecException("a value of schema " + schema + " cannot be upcast: " + e, e);
      }
      if (today == null) {
        throw new CodecException("a value of schema " + schema + " was upcast to null");
      }
      return today;
    }
  }
}
