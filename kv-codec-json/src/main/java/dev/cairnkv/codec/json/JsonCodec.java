package dev.cairnkv.codec.json;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import dev.cairnkv.codec.UpcastingCodec;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * The codec {@code json}: readable records. A payload is a JSON array of the key and the value.
 *
 * <table>
 * <caption>What stands for what</caption>
 * <tr><th>Java</th><th>JSON</th></tr>
 * <tr><td>{@code String}</td><td>a string, any unpaired surrogates escaped</td></tr>
 * <tr><td>{@code byte[]}</td><td>a string if the bytes are valid UTF-8, else <code>
 * {"base64":"…"}</code></td></tr>
 * <tr><td>{@code long} keys</td><td>a number</td></tr>
 * <tr><td>{@code UUID} keys</td><td>a string</td></tr>
 * <tr><td>any other value</td><td>what Jackson's databind makes of it</td></tr>
 * </table>
 *
 * <p><b>Values of your own.</b> Records and plain classes need no annotation: all fields are
 * written, private ones too, and enum constants by their name. A class must let Jackson make an
 * object of it: a record does; a plain class has a constructor without parameters, or an annotated
 * one. In a module, open the package of the class to {@code tools.jackson.databind}.
 *
 * <p><b>Changing classes.</b> Fields may come and go: what a class does not know is skipped, and
 * what a record on disk lacks is {@code null}, 0 or {@code false}; a mapper with {@code
 * FAIL_ON_UNKNOWN_PROPERTIES} refuses what is not known instead. What defaults cannot do, an {@link
 * UpcastingCodec} does: it reads into the class as it was, and hands that to a function. So the
 * {@linkplain #schemaFingerprint() schema fingerprint} depends on the type of the keys and on
 * whether values are text, bytes or other JSON, and not on classes and their fields: a shard that
 * was written from one class can be read into another. A string would mean different things to
 * these three kinds, and so would an object that happens to be named {@code base64}; hence they
 * refuse each other's shards.
 *
 * <p><b>Limits.</b> Values nest at most 500 levels deep. Payloads are otherwise bounded by the size
 * of an array only. No class is ever chosen by what a payload says, unless an annotation of
 * Jackson's on the value's class asks for it.
 *
 * <p>Safe for use by any number of threads at once, virtual ones included.
 *
 * {@snippet file="ChoosingCodecs.java" region="json"}
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class JsonCodec<K, V> implements Codec<K, V> {

  static final String ID = "json";
  static final int VERSION = 1;

  private final JsonForm<K> keys;
  private final JsonForm<V> values;
  private final JsonStreams streams;
  private final @Nullable PlainRecords<K, V> plain;
  private final long schemaFingerprint;

  private JsonCodec(KeyType<K> keyType, JsonForm<V> values, JsonStreams streams) {
    this.keys = JsonForms.ofKeys(keyType);
    this.values = values;
    this.streams = streams;
    this.plain =
        keys instanceof PlainForm<K> plainKeys && values instanceof PlainForm<V> plainValues
            ? new PlainRecords<>(plainKeys, plainValues)
            : null;
    this.schemaFingerprint = JsonForms.fingerprint(keys.schema(), values.schema());
  }

  /** Returns a codec of strings. */
  public static JsonCodec<String, String> strings() {
    return new JsonCodec<>(KeyType.STRING, new TextForm(), JsonStreams.plain());
  }

  /** Returns a codec of bytes. */
  public static JsonCodec<byte[], byte[]> bytes() {
    return new JsonCodec<>(KeyType.BYTES, new BytesForm(), JsonStreams.plain());
  }

  /**
   * Returns a codec of values of a class. {@code String} and {@code byte[]} give the values of
   * {@link #strings} and {@link #bytes}.
   *
   * @throws IllegalArgumentException if Jackson cannot use the class
   */
  public static <K, V> JsonCodec<K, V> of(KeyType<K> keyType, Class<V> valueType) {
    return JsonForms.streamed(valueType)
        .map(values -> new JsonCodec<>(keyType, values, JsonStreams.plain()))
        .orElseGet(() -> of(keyType, valueType, mapperBuilder().build()));
  }

  /** Returns a codec of values of a generic type, such as a list of some class. */
  public static <K, V> JsonCodec<K, V> of(KeyType<K> keyType, TypeReference<V> valueType) {
    JsonMapper mapper = mapperBuilder().build();
    return of(keyType, mapper.constructType(valueType), mapper);
  }

  /**
   * Returns a codec of values of a class that uses a mapper of the caller's for all values. The
   * mapper's settings take the place of the codec's, its limits on the length of strings included:
   * {@link #mapperBuilder} is the way to change some and keep the rest.
   *
   * @throws IllegalArgumentException if the mapper has default typing
   */
  public static <K, V> JsonCodec<K, V> of(
      KeyType<K> keyType, Class<V> valueType, JsonMapper mapper) {
    return of(keyType, mapper.constructType(valueType), mapper);
  }

  /**
   * Returns a codec of values of a type of Jackson's that uses a mapper of the caller's for all
   * values. The caller sees to it that {@code V} is that type.
   *
   * @throws IllegalArgumentException if the mapper has default typing, which lets a payload choose
   *     the classes that are made of it
   */
  public static <K, V> JsonCodec<K, V> of(
      KeyType<K> keyType, JavaType valueType, JsonMapper mapper) {
    if (mapper.deserializationConfig().getDefaultTyper(valueType) != null) {
      throw new IllegalArgumentException(
          "a mapper with default typing lets a payload choose the classes that are made of it;"
              + " use @JsonTypeInfo on the classes that need it");
    }
    return new JsonCodec<>(keyType, new TypedForm<>(valueType, mapper), JsonStreams.of(mapper));
  }

  /**
   * Returns a codec that reads what any codec of this kind wrote with keys of a type, without the
   * classes of the values: strings as their UTF-8, bytes as they are, and other values as their
   * JSON. It also reads what an {@link UpcastingCodec} wrote, whatever the number of the schema. So
   * a tool can show the values of an application that it does not know.
   *
   * <p>It writes JSON values of schema 1; the codec that {@link Codec#decoderOf} gives writes those
   * of that schema. Where values are JSON, what it is given must be one JSON value other than
   * {@code null}; whether the application's class can be made of it is not known here.
   */
  public static <K> Codec<K, byte[]> untyped(KeyType<K> keyType) {
    return UntypedJsonCodec.of(keyType);
  }

  /** Returns a new builder of a mapper, with the settings that codecs use by themselves. */
  public static JsonMapper.Builder mapperBuilder() {
    return JsonSettings.mapper();
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
    if (plain == null || !plain.encode(key, value, target)) {
      generate(key, value, target);
    }
  }

  /** Encodes any record. */
  void generate(K key, V value, PayloadBuffer target) {
    try (JsonGenerator generator = streams.generator(target)) {
      generator.writeStartArray();
      keys.write(key, generator);
      values.write(value, generator);
      generator.writeEndArray();
    } catch (RuntimeException | StackOverflowError e) {
      throw failure("cannot encode the record as JSON", e);
    }
  }

  @Override
  public KeyValue<K, V> decode(MemorySegment payload) {
    if (payload.byteSize() > PayloadBuffer.MAX_SIZE) {
      throw new CodecException("a payload of " + payload.byteSize() + " bytes is not an array's");
    }
    int length = (int) payload.byteSize();
    /*
     * Jackson reads arrays. That of a heap segment is used as it is. The segments of a store are
     * read-only or mapped and are copied into a new array: it is as cheap as a pooled one for
     * payloads of common sizes, and never outlives the call.
     */
    if (payload.heapBase().orElse(null) instanceof byte[] array) {
      return decode(array, Math.toIntExact(payload.address()), length);
    }
    return decode(payload.toArray(ValueLayout.JAVA_BYTE), 0, length);
  }

  @Override
  public KeyValue<K, V> decode(byte[] payload) {
    return decode(payload, 0, payload.length);
  }

  @Override
  public @Nullable V decodeValue(K key, byte[] payload, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, payload.length);
    V value = plain == null ? null : plain.decodeValue(key, payload, offset, length);
    if (value != null) {
      return value;
    }
    KeyValue<K, V> decoded = decode(payload, offset, length);
    return Objects.deepEquals(decoded.key(), key) ? decoded.value() : null;
  }

  private KeyValue<K, V> decode(byte[] array, int offset, int length) {
    KeyValue<K, V> plainRecord = plain == null ? null : plain.decode(array, offset, length);
    return plainRecord == null ? parse(array, offset, length) : plainRecord;
  }

  /** Decodes any payload. */
  KeyValue<K, V> parse(byte[] array, int offset, int length) {
    try (JsonParser parser = streams.parser(array, offset, length)) {
      parser.nextToken();
      JsonTokens.expect(JsonToken.START_ARRAY, parser);
      parser.nextToken();
      K key = keys.read(parser);
      parser.nextToken();
      V value = values.read(parser);
      parser.nextToken();
      JsonTokens.expect(JsonToken.END_ARRAY, parser);
      if (parser.nextToken() != null) {
        throw new CodecException("expected the end after ], found more");
      }
      return new KeyValue<>(key, value);
    } catch (RuntimeException | StackOverflowError e) {
      throw failure("cannot decode a JSON payload of " + length + " bytes", e);
    }
  }

  static CodecException failure(String what, Throwable cause) {
    String why = cause instanceof JacksonException e ? e.getOriginalMessage() : cause.getMessage();
    String line =
        why == null ? cause.getClass().getSimpleName() : why.lines().findFirst().orElse("");
    return new CodecException(what + ": " + line, cause);
  }
}
