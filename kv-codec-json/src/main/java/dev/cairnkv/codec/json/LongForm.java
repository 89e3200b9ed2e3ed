package dev.cairnkv.codec.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A 64-bit integer as a JSON number. */
final class LongForm implements JsonForm<Long> {

  @Override
  public String schema() {
    return "long";
  }

  @Override
  public void write(Long number, JsonGenerator generator) {
    generator.writeNumber(number.longValue());
  }

  @Override
  public Long read(JsonParser parser) {
    JsonTokens.expect(JsonToken.VALUE_NUMBER_INT, parser);
    return parser.getLongValue();
  }
}
