package dev.cairnkv.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairnkv.CodecException;
import dev.cairnkv.spi.PayloadBuffer;
import java.util.Arrays;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Bytes as a JSON string of the text that they are in UTF-8, or as an object <code>{"base64":"…"}
 * </code> if they are not.
 */
final class BytesForm implements PlainForm<byte[]> {

  private static final String BASE64 = "base64";

  @Override
  public String schema() {
    return "bytes";
  }

  @Override
  public void write(byte[] bytes, JsonGenerator generator) {
    if (Utf8.isValid(bytes)) {
      generator.writeUTF8String(bytes, 0, bytes.length);
    } else {
      generator.writeStartObject();
      generator.writeName(BASE64);
      generator.writeBinary(bytes);
      generator.writeEndObject();
    }
  }

  @Override
  public byte[] read(JsonParser parser) {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getString().getBytes(UTF_8);
    }
    JsonTokens.expect(JsonToken.START_OBJECT, parser);
    if (!BASE64.equals(parser.nextName())) {
      throw new CodecException("expected an object with nothing but \"" + BASE64 + "\"");
    }
    parser.nextToken();
    JsonTokens.expect(JsonToken.VALUE_STRING, parser);
    byte[] bytes = parser.getBinaryValue();
    parser.nextToken();
    JsonTokens.expect(JsonToken.END_OBJECT, parser);
    return bytes;
  }

  @Override
  public void append(byte[] bytes, PayloadBuffer target) {
    target.write(bytes);
  }

  @Override
  public byte[] ofPlain(byte[] array, int start, int end) {
    return Arrays.copyOfRange(array, start, end);
  }

  @Override
  public boolean isPlain(byte[] bytes, byte[] array, int start, int end) {
    return Arrays.equals(bytes, 0, bytes.length, array, start, end);
  }
}
