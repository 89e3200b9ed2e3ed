package dev.cairnkv.app.seen;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyValue;
import dev.cairnkv.TextKeys;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A codec of any keys and values as one of bytes. It has the same stamp.
 *
 * @param codec the codec itself
 * @param keys how keys are seen
 * @param values how values are seen
 * @param knowsSchemas whether the codec knows what its schemas mean, so that it can bring the
 *     records of one into the form of another
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
record SeenCodec<K, V>(Codec<K, V> codec, TextKeys<K> keys, Values<V> values, boolean knowsSchemas)
    implements Codec<byte[], byte[]> {

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
    return codec.schemaFingerprint();
  }

  @Override
  public boolean canDecode(int version, long schemaFingerprint) {
    return codec.canDecode(version, schemaFingerprint);
  }

  @Override
  public SeenCodec<K, V> decoderOf(int version, long schemaFingerprint) {
    Codec<K, V> decoder = codec.decoderOf(version, schemaFingerprint);
    return decoder.equals(codec) ? this : new SeenCodec<>(decoder, keys, values, knowsSchemas);
  }

  @Override
  public void encode(byte[] key, byte[] value, PayloadBuffer target) {
    codec.encode(keys.parse(key), values.read(value), target);
  }

  @Override
  public KeyValue<byte[], byte[]> decode(MemorySegment payload) {
    KeyValue<K, V> decoded = codec.decode(payload);
    return new KeyValue<>(keys.format(decoded.key()), values.show(decoded.value()));
  }

  @Override
  public byte @Nullable [] decodeValue(byte[] key, byte[] payload, int offset, int length) {
    V value = codec.decodeValue(keys.parse(key), payload, offset, length);
    return value == null ? null : values.show(value);
  }

  /** Nothing is lost on the way: values need not have a JSON that they can be made of. */
  @Override
  @SuppressWarnings("unchecked") // all codecs of a store have the same keys and values
  public void recode(Codec<byte[], byte[]> reader, MemorySegment payload, PayloadBuffer target) {
    if (!knowsSchemas || !(reader instanceof SeenCodec<?, ?> seen)) {
      throw new CodecException(
          "records of one codec or schema cannot be brought into another without the classes of the"
              + " application: the application does so itself, or 'kv --classpath'");
    }
    codec.recode((Codec<K, V>) seen.codec, payload, target);
  }
}
