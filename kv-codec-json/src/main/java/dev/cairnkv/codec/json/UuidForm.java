package dev.cairnkv.codec.json;

import dev.cairnkv.CodecException;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A UUID as a JSON string of its 36 characters. */
final class UuidForm implements JsonForm<UUID> {

  private static final int LENGTH = 36;

  @Override
  public String schema() {
    return "uuid";
  }

  @Override
  public void write(UUID uuid, JsonGenerator generator) {
    generator.writeString(uuid.toString());
  }

  @Override
  public UUID read(JsonParser parser) {
    JsonTokens.expect(JsonToken.VALUE_STRING, parser);
    String text = parser.getString();
    if (text.length() != LENGTH) {
      throw new CodecException("expected the 36 characters of a UUID, found " + text.length());
    }
    return UUID.fromString(text);
  }
}
