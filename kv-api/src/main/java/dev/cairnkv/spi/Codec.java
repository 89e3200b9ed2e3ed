package dev.cairnkv.spi;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns a key and a value into the payload of a record and back.
 *
 * <p>Implementations must
 *
 * <ol>
 *   <li>give back from {@link #decode(MemorySegment)} a key and a value equal to those that {@link
 *       #encode(Object, Object, PayloadBuffer)} was given, empty ones included;
 *   <li>not depend on any state: what one instance encodes, any instance with the same {@link #id},
 *       {@link #version} and {@link #schemaFingerprint} decodes, in this process or a later one;
 *   <li>be safe for use by any number of threads at once;
 *   <li>only append to the buffer, and keep no reference to the buffer or the segment after the
 *       call;
 *   <li>answer a payload that they cannot decode, truncated or arbitrary bytes included, with a
 *       {@link CodecException}, and allocate no more for it than a small multiple of its size;
 *   <li>change {@link #version} when they encode differently and {@link #schemaFingerprint} when
 *       the same bytes would mean something else.
 * </ol>
 *
 * <p>A shard's header keeps id, version and schema fingerprint of the codec that wrote it, and the
 * shard is read with that codec only. The store has its own checksums: a codec needs none.
 *
 * {@snippet file="PointCodec.java" region="codec"}
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface Codec<K, V> {

  /**
   * Returns the name of the codec, such as {@code json}: 1 to {@value #MAX_ID_LENGTH} characters
   * out of {@code a-z 0-9 + - . _}. It must never change. A codec that changes the payloads of
   * another one adds its own name behind a plus, and what it needs besides behind a dot: {@code
   * json+aes.k1} is {@code json}, encrypted with the key {@code k1}.
   */
  String id();

  /** Returns the version of the encoding, from 1. */
  int version();

  /**
   * Returns a fingerprint of what gives the bytes their meaning besides the version, such as a
   * table of registered classes; 0 if there is nothing of the kind.
   */
  long schemaFingerprint();

  /**
   * Returns whether {@link #decode(MemorySegment)} understands what a codec of this id wrote with
   * the version and schema fingerprint given. Unless overridden: the same schema, and no later
   * version.
   */
  default boolean canDecode(int version, long schemaFingerprint) {
    return version <= version() && schemaFingerprint == schemaFingerprint();
  }

  /**
   * Returns the codec that decodes what a codec of this id wrote with the version and schema
   * fingerprint given, which {@link #canDecode} accepts. It is asked for with each record that is
   * read, so that a codec of several schemas can tell them apart. Unless overridden: this one.
   */
  default Codec<K, V> decoderOf(int version, long schemaFingerprint) {
    return this;
  }

  /**
   * Appends the encoded key and value to {@code target}. What is appended before an exception is
   * thrown away by the caller.
   *
   * @throws CodecException if the key or the value cannot be encoded
   */
  void encode(K key, V value, PayloadBuffer target);

  /**
   * Returns the key and value that {@code payload} holds. The segment is read-only, may be mapped
   * memory or an array, and is valid during the call only.
   *
   * @throws CodecException if the payload cannot be decoded
   */
  KeyValue<K, V> decode(MemorySegment payload);

  /**
   * Returns the encoded key and value.
   *
   * @throws CodecException if the key or the value cannot be encoded
   */
  default byte[] encode(K key, V value) {
    PayloadBuffer target = new PayloadBuffer();
    encode(key, value, target);
    return target.toByteArray();
  }

  /**
   * Returns the key and value that {@code payload} holds.
   *
   * @throws CodecException if the payload cannot be decoded
   */
  default KeyValue<K, V> decode(byte[] payload) {
    return decode(MemorySegment.ofArray(payload).asReadOnly());
  }

  /**
   * Returns the value of the record that {@code length} bytes of {@code payload} from {@code
   * offset} hold if its key is {@code key}, else {@code null}. Keys are compared as {@link
   * KeyType#same} does: arrays by their content.
   *
   * <p>The answer is that of {@link #decode(MemorySegment)} and a comparison of the keys, but for
   * one freedom: once the key is known to be another one, the rest need not be looked at. Codecs
   * override this to make no object of the key. The array may hold anything around the range; it
   * must be left as it is, and not be referred to after the call.
   *
   * @throws CodecException if the payload cannot be decoded
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  default @Nullable V decodeValue(K key, byte[] payload, int offset, int length) {
    MemorySegment range = MemorySegment.ofArray(payload).asSlice(offset, length);
    KeyValue<K, V> decoded = decode(range.asReadOnly());
    return Objects.deepEquals(decoded.key(), key) ? decoded.value() : null;
  }

  /**
   * Appends to {@code target} what this codec writes of a record that another one reads. A
   * compaction asks for it where a shard was written with other than the store's writer. Unless
   * overridden, the record is decoded and encoded.
   *
   * @param reader the codec that decodes the record, as {@link #decoderOf} gave it
   * @param payload the record, as for {@link #decode(MemorySegment)}
   * @throws CodecException if the record cannot be brought into the form of this codec; the
   *     compaction leaves it where it is
   */
  default void recode(Codec<K, V> reader, MemorySegment payload, PayloadBuffer target) {
    KeyValue<K, V> decoded = reader.decode(payload);
    encode(decoded.key(), decoded.value(), target);
  }

  /** The longest {@link #id}. */
  int MAX_ID_LENGTH = 32;
}
