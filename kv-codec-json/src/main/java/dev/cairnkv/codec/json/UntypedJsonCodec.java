package dev.cairnkv.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import dev.cairnkv.codec.UpcastingCodec;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads what any {@link JsonCodec} wrote: see {@link JsonCodec#untyped}. */
final class UntypedJsonCodec<K> implements Codec<K, byte[]> {

  /** The schemas of values, and how each of them is seen as bytes. */
  private enum Values {
    TEXT("text"),
    BYTES("bytes"),
    JSON("json");

    private final String schema;

    Values(String schema) {
      this.schema = schema;
    }
  }

  private final JsonForm<K> keys;
  private final Values values;
  private final long schemaFingerprint;

  private UntypedJsonCodec(JsonForm<K> keys, Values values, long schemaFingerprint) {
    this.keys = keys;
    this.values = values;
    this.schemaFingerprint = schemaFingerprint;
  }

  static <K> UntypedJsonCodec<K> of(KeyType<K> keyType) {
    JsonForm<K> keys = JsonForms.ofKeys(keyType);
    return new UntypedJsonCodec<>(keys, Values.JSON, fingerprint(keys, Values.JSON));
  }

  @Override
  public String id() {
    return JsonCodec.ID;
  }

  @Override
  public int version() {
    return JsonCodec.VERSION;
  }

  @Override
  public long schemaFingerprint() {
    return schemaFingerprint;
  }

  @Override
  public boolean canDecode(int version, long schemaFingerprint) {
    return version <= JsonCodec.VERSION && !valuesOf(schemaFingerprint).isEmpty();
  }

  /** Classes that have changed write other schemas in the same form. */
  @Override
  public Codec<K, byte[]> decoderOf(int version, long schemaFingerprint) {
    if (schemaFingerprint == this.schemaFingerprint) {
      return this;
    }
    return new UntypedJsonCodec<>(keys, valuesOf(schemaFingerprint).getFirst(), schemaFingerprint);
  }

  @Override
  public void encode(K key, byte[] value, PayloadBuffer target) {
    try (JsonGenerator generator = JsonStreams.plain().generator(target)) {
      generator.writeStartArray();
      keys.write(key, generator);
      write(value, generator);
      generator.writeEndArray();
    } catch (RuntimeException | StackOverflowError e) {
      throw JsonCodec.failure("cannot encode the record as JSON", e);
    }
  }

  @Override
  public KeyValue<K, byte[]> decode(MemorySegment payload) {
    if (payload.byteSize() > PayloadBuffer.MAX_SIZE) {
      throw new CodecException("a payload of " + payload.byteSize() + " bytes is not an array's");
    }
    return decode(payload.toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public KeyValue<K, byte[]> decode(byte[] payload) {
    try (JsonParser parser = JsonStreams.plain().parser(payload, 0, payload.length)) {
      parser.nextToken();
      JsonTokens.expect(JsonToken.START_ARRAY, parser);
      parser.nextToken();
      K key = keys.read(parser);
      parser.nextToken();
      byte[] value = read(payload, parser);
      JsonTokens.expect(JsonToken.END_ARRAY, parser);
      if (parser.nextToken() != null) {
        throw new CodecException("expected the end after ], found more");
      }
      return new KeyValue<>(key, value);
    } catch (RuntimeException | StackOverflowError e) {
      throw JsonCodec.failure("cannot decode a JSON payload of " + payload.length + " bytes", e);
    }
  }

  /** Reads the value that the parser stands on, and goes on to the token behind it. */
  private byte[] read(byte[] payload, JsonParser parser) {
    byte[] value =
        switch (values) {
          case TEXT -> new TextForm().read(parser).getBytes(UTF_8);
          case BYTES -> new BytesForm().read(parser);
          case JSON -> {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
              throw new CodecException("expected a value, found null");
            }
            int start = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
            parser.skipChildren();
            parser.nextToken();
            int end = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
            yield Arrays.copyOfRange(payload, start, end);
          }
        };
    if (values != Values.JSON) {
      parser.nextToken();
    }
    return value;
  }

  private void write(byte[] value, JsonGenerator generator) {
    switch (values) {
      case TEXT -> {
        if (!Utf8.isValid(value)) {
          throw new CodecException("the values of this store are text, but this is not UTF-8");
        }
        new TextForm().write(new String(value, UTF_8), generator);
      }
      case BYTES -> new BytesForm().write(value, generator);
      case JSON -> {
        requireOneValue(value);
        generator.writeRawValue(new String(value, UTF_8));
      }
    }
  }

  private static void requireOneValue(byte[] value) {
    try (JsonParser parser = JsonStreams.plain().parser(value, 0, value.length)) {
      JsonToken first = parser.nextToken();
      if (first == null || first == JsonToken.VALUE_NULL) {
        throw new CodecException("found " + (first == null ? "nothing" : "null"));
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new CodecException("found more behind it");
      }
    } catch (RuntimeException | StackOverflowError e) {
      throw JsonCodec.failure("the values of this store are JSON: expected one JSON value", e);
    }
  }

  private List<Values> valuesOf(long schemaFingerprint) {
    return Arrays.stream(Values.values())
        .filter(
            each -> UpcastingCodec.schemaOf(schemaFingerprint, fingerprint(keys, each)).isPresent())
        .toList();
  }

  private static long fingerprint(JsonForm<?> keys, Values values) {
    return JsonForms.fingerprint(keys.schema(), values.schema);
  }
}
