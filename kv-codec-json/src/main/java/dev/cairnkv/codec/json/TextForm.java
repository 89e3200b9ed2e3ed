package dev.cairnkv.codec.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A string as a JSON string. */
final class TextForm implements JsonForm<String> {

  @Override
  public String schema() {
    return "text";
  }

  @Override
  public void write(String text, JsonGenerator generator) {
    generator.writeString(text);
  }

  @Override
  public String read(JsonParser parser) {
    JsonTokens.expect(JsonToken.VALUE_STRING, parser);
    return parser.getString();
  }
}
