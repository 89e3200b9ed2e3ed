package dev.cairnkv.codec.json;

import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Where generators and parsers come from. */
sealed interface JsonStreams {

  /** Returns a generator that appends to {@code target}. */
  JsonGenerator generator(OutputStream target);

  /** Returns a parser of a part of an array, which it does not change. */
  JsonParser parser(byte[] array, int offset, int length);

  /** Returns streams that know nothing of databind. */
  static JsonStreams plain() {
    return new PlainStreams();
  }

  /** Returns streams that serializers of a mapper can use. */
  static JsonStreams of(JsonMapper mapper) {
    return new MapperStreams(mapper.writer(), mapper.reader());
  }
}

record PlainStreams() implements JsonStreams {
  @Override
  public JsonGenerator generator(OutputStream target) {
    return JsonSettings.FACTORY.createGenerator(ObjectWriteContext.empty(), target);
  }

  @Override
  public JsonParser parser(byte[] array, int offset, int length) {
    return JsonSettings.FACTORY.createParser(ObjectReadContext.empty(), array, offset, length);
  }
}

record MapperStreams(ObjectWriter writer, ObjectReader reader) implements JsonStreams {
  @Override
  public JsonGenerator generator(OutputStream target) {
    return writer.createGenerator(target);
  }

  @Override
  public JsonParser parser(byte[] array, int offset, int length) {
    return reader.createParser(array, offset, length);
  }
}
