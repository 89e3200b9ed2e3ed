package dev.cairnkv.codec.kryo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The codec {@code kryo}: compact records. A payload is the key and the value, one behind the
 * other.
 *
 * <table>
 * <caption>What stands for what</caption>
 * <tr><th>Java</th><th>bytes</th></tr>
 * <tr><td>{@code String}</td><td>the number of bytes in 7-bit groups, and the text in
 * UTF-8</td></tr>
 * <tr><td>{@code byte[]}</td><td>the number of bytes likewise, and the bytes</td></tr>
 * <tr><td>{@code long} keys</td><td>8 bytes, the lowest first</td></tr>
 * <tr><td>{@code UUID} keys</td><td>16 bytes: the upper and the lower half likewise</td></tr>
 * <tr><td>values of classes</td><td>the id of the class, and what Kryo makes of the
 * object</td></tr>
 * </table>
 *
 * <p>Values of classes need a {@linkplain #builder builder} that knows all classes that may occur
 * in them. These are part of the {@linkplain #schemaFingerprint() schema fingerprint}, as is the
 * type of the keys.
 *
 * <p>Safe for use by any number of threads at once, virtual ones included.
 *
 * {@snippet file="ChoosingCodecs.java" region="kryo"}
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class KryoCodec<K, V> implements Codec<K, V> {

  static final String ID = "kryo";
  static final int VERSION = 1;

  /** The hash of bytes under bytes, which the command line would wait for longer than for a get. */
  private static final long HASH_OF_BYTES = 0x254f81d3000adcb1L;

  private final KeyForm<K> keys;
  private final BinaryForm<V> values;
  private final long schemaFingerprint;

  KryoCodec(KeyType<K> keyType, BinaryForm<V> values) {
    this.keys = formOf(keyType);
    this.values = values;
    this.schemaFingerprint = fingerprint(keys, values.schema());
  }

  /** Returns a codec of strings. It does not load Kryo. */
  public static KryoCodec<String, String> strings() {
    return new KryoCodec<>(KeyType.STRING, new TextForm());
  }

  /** Returns a codec of bytes. It does not load Kryo. */
  public static KryoCodec<byte[], byte[]> bytes() {
    return new KryoCodec<>(KeyType.BYTES, new BytesForm());
  }

  /** Returns a builder of a codec of values of a class, or of what extends it. */
  public static <K, V> KryoCodecBuilder<K, V> builder(KeyType<K> keyType, Class<V> valueType) {
    return new KryoCodecBuilder<>(keyType, valueType);
  }

  /**
   * Returns a codec that reads what any codec of this kind wrote with keys of a type, as far as
   * that can be without the classes of the values. So a tool can show something of the values of an
   * application that it does not know.
   *
   * <p>Strings and bytes are given as such, and so are collections, maps and the classes of the JDK
   * that {@link KryoCodecBuilder} lists. An object of any other class is a map: of its id, as
   * {@code class}, and its {@code fields} by their names, where these were written, as {@link
   * KryoCodecBuilder#evolving} does; else of its bytes, as {@code hex} and as {@code text}, in
   * which a dot stands for what cannot be shown. The constant of an enum is its name. Where bytes
   * could be read as either, that is a guess.
   *
   * <p>It writes text and bytes, from byte arrays, with the codec that {@link Codec#decoderOf}
   * gives for such a schema. Values of classes it refuses to write, with a {@link CodecException}.
   */
  public static <K> Codec<K, Object> untyped(KeyType<K> keyType) {
    return new UntypedKryoCodec<>(formOf(keyType));
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public long schemaFingerprint() {
    return schemaFingerprint;
  }

  @Override
  public void encode(K key, V value, PayloadBuffer target) {
    keys.write(key, target);
    values.write(value, target);
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

  @Override
  public @Nullable V decodeValue(K key, byte[] payload, int offset, int length) {
    PayloadCursor cursor = new PayloadCursor(payload, offset, length);
    if (!keys.readSame(key, cursor)) {
      return null;
    }
    V value = values.read(cursor);
    cursor.requireEnd();
    return value;
  }

  private KeyValue<K, V> decode(byte[] array, int offset, int length) {
    PayloadCursor cursor = new PayloadCursor(array, offset, length);
    K key = keys.read(cursor);
    V value = values.read(cursor);
    cursor.requireEnd();
    return new KeyValue<>(key, value);
  }

  @SuppressWarnings("unchecked") // the class of the form follows from the type of the keys
  static <K> KeyForm<K> formOf(KeyType<K> keyType) {
    KeyForm<?> form;
    if (keyType == KeyType.STRING) {
      form = new TextForm();
    } else if (keyType == KeyType.BYTES) {
      form = new BytesForm();
    } else if (keyType == KeyType.LONG) {
      form = new LongForm();
    } else if (keyType == KeyType.UUID) {
      form = new UuidForm();
    } else {
      throw new IllegalArgumentException("unknown key type: " + keyType.id());
    }
    return (KeyForm<K>) form;
  }

  /** Returns the first 8 bytes of a hash of both schemas. */
  static long fingerprint(KeyForm<?> keys, String values) {
    return keys.schema().equals("bytes") && values.equals("bytes")
        ? HASH_OF_BYTES
        : hash(keys.schema(), values);
  }

  static long hash(String keys, String values) {
    String schema = "cairn kryo: key " + keys + ", value " + values;
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(schema.getBytes(UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
