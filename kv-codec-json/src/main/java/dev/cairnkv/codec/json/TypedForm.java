package dev.cairnkv.codec.json;

import dev.cairnkv.CodecException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A value of any type as whatever JSON Jackson's databind makes of it. */
final class TypedForm<V> implements JsonForm<V> {

  private final ObjectWriter writer;
  private final ObjectReader reader;

  TypedForm(JavaType type, JsonMapper mapper) {
    // The payload is flushed once, at its end; and what follows the value is the array's business.
    this.writer = mapper.writerFor(type).without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
    this.reader = mapper.readerFor(type).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** The fields of the value's classes are no part of it, so that they may come and go. */
  @Override
  public String schema() {
    return "json";
  }

  @Override
  public void write(V value, JsonGenerator generator) {
    writer.writeValue(generator, value);
  }

  @Override
  public V read(JsonParser parser) {
    @Nullable V value = reader.readValue(parser);
    if (value == null) {
      throw new CodecException("expected a value, found null");
    }
    return value;
  }
}
