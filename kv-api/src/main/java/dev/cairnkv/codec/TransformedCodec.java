package dev.cairnkv.codec;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A codec whose payloads are those of another one, changed by a {@link PayloadTransform}. Key and
 * value are both inside what is changed.
 *
 * <p>Its id is {@code inner+name}, its version is that of the codec within, and its schema
 * fingerprint is that of the codec within, changed by the transform's mask. So it reads whatever
 * the codec within can read, older versions included.
 *
 * <p>Safe for use by any number of threads at once, virtual ones included. The buffers between the
 * two are borrowed from a pool.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class TransformedCodec<K, V> implements Codec<K, V> {

  private static final int LARGEST_KEPT_BYTES = 1 << 20;

  private final Codec<K, V> inner;
  private final PayloadTransform transform;
  private final Pool<PayloadBuffer> buffers;
  private final String id;

  /**
   * Makes a codec.
   *
   * @throws IllegalArgumentException if the two names together are too long for an id
   */
  public TransformedCodec(Codec<K, V> inner, PayloadTransform transform) {
    this(inner, transform, new Pool<>(PayloadBuffer::new));
  }

  private TransformedCodec(
      Codec<K, V> inner, PayloadTransform transform, Pool<PayloadBuffer> buffers) {
    this.inner = inner;
    this.transform = transform;
    this.buffers = buffers;
    this.id = inner.id() + "+" + transform.name();
    if (id.length() > MAX_ID_LENGTH) {
      throw new IllegalArgumentException(
          "the id of a codec has at most %d characters, but %s has %d: give a shorter name"
              .formatted(MAX_ID_LENGTH, id, id.length()));
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int version() {
    return inner.version();
  }

  @Override
  public long schemaFingerprint() {
    return inner.schemaFingerprint() ^ transform.schemaMask();
  }

  @Override
  public boolean canDecode(int version, long schemaFingerprint) {
    return inner.canDecode(version, schemaFingerprint ^ transform.schemaMask());
  }

  @Override
  public Codec<K, V> decoderOf(int version, long schemaFingerprint) {
    Codec<K, V> decoder = inner.decoderOf(version, schemaFingerprint ^ transform.schemaMask());
    return decoder.equals(inner) ? this : new TransformedCodec<>(decoder, transform, buffers);
  }

  @Override
  public void encode(K key, V value, PayloadBuffer target) {
    PayloadBuffer plain = buffers.take();
    try {
      inner.encode(key, value, plain);
      transform.apply(plain.array(), 0, plain.size(), target);
    } finally {
      giveBack(plain);
    }
  }

  @Override
  public KeyValue<K, V> decode(MemorySegment payload) {
    if (payload.byteSize() > PayloadBuffer.MAX_SIZE) {
      throw new CodecException("a payload of " + payload.byteSize() + " bytes is not an array's");
    }
    // The array of a heap segment is read where it is; a read-only segment does not tell its own.
    return payload.heapBase().orElse(null) instanceof byte[] array
        ? decode(array, Math.toIntExact(payload.address()), (int) payload.byteSize())
        : decode(payload.toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public KeyValue<K, V> decode(byte[] payload) {
    return decode(payload, 0, payload.length);
  }

  private KeyValue<K, V> decode(byte[] array, int offset, int length) {
    PayloadBuffer plain = buffers.take();
    try {
      transform.restore(array, offset, length, plain);
      return inner.decode(MemorySegment.ofArray(plain.array()).asSlice(0, plain.size()));
    } finally {
      giveBack(plain);
    }
  }

  @Override
  public @Nullable V decodeValue(K key, byte[] payload, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, payload.length);
    PayloadBuffer plain = buffers.take();
    try {
      transform.restore(payload, offset, length, plain);
      return inner.decodeValue(key, plain.array(), 0, plain.size());
    } finally {
      giveBack(plain);
    }
  }

  private void giveBack(PayloadBuffer plain) {
    if (plain.array().length <= LARGEST_KEPT_BYTES) {
      plain.setSize(0);
      buffers.giveBack(plain);
    }
  }
}
