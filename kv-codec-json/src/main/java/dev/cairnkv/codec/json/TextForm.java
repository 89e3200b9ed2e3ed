package dev.cairnkv.codec.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cairnkv.spi.PayloadBuffer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A string as a JSON string. */
final class TextForm implements PlainForm<String> {

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

  @Override
  public void append(String text, PayloadBuffer target) {
    target.writeUtf8(text);
  }

  @Override
  public String ofPlain(byte[] array, int start, int end) {
    return new String(array, start, end - start, ISO_8859_1);
  }

  @Override
  public boolean isPlain(String text, byte[] array, int start, int end) {
    int length = text.length();
    if (end - start != length) {
      return false;
    }
    int same = 0;
    while (same < length && array[start + same] == text.charAt(same)) {
      same++;
    }
    return same == length;
  }
}
