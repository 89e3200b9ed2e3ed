package dev.cairnkv.app.transfer;

import dev.cairnkv.KeyValue;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Reads one JSON object a line; blank lines are skipped.
 *
 * <p>Without a key field the object is {@code {"key":…,"value":…}}, with {@code key-base64} and
 * {@code value-base64} for bytes that are not text, {@code expires} with a moment in ISO 8601 if it
 * ends, and no further fields. With one, any object is a record: that field is the key, the whole
 * object as it stands is the value.
 *
 * <p>A key is the text of a string or a number. A value that is a string is its text, any other
 * value is its JSON as it stands.
 */
final class JsonLinesReader implements RecordReader {
  private final LineReader line;
  private final @Nullable String keyField;

  private byte @Nullable [] key;
  private byte @Nullable [] value;
  private @Nullable Instant expiry;

  JsonLinesReader(LineReader line, @Nullable String keyField) {
    this.line = line;
    this.keyField = keyField;
  }

  @Override
  public long firstLineNumber() {
    return line.lineNumber();
  }

  @Override
  public long lastLineNumber() {
    return line.lineNumber();
  }

  @Override
  public @Nullable KeyValue<byte[], byte[]> next() throws IOException, BadLineException {
    while (line.next()) {
      if (line.tooLong()) {
        throw new BadLineException("longer than the " + line.maxBytes() + " bytes allowed");
      }
      if (!isBlank()) {
        Text.requireText(line);
        return parse();
      }
    }
    return null;
  }

  @Override
  public @Nullable Instant expiry() {
    return expiry;
  }

  private KeyValue<byte[], byte[]> parse() throws BadLineException {
    key = null;
    value = null;
    expiry = null;
    try (JsonParser parser =
        Json.FACTORY.createParser(ObjectReadContext.empty(), line.array(), 0, line.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadLineException("expected a JSON object");
      }
      int start = offset(parser.currentTokenLocation().getByteOffset());
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        takeField(field, parser);
      }
      if (keyField != null) {
        value = raw(start, parser);
      }
      if (parser.nextToken() != null) {
        throw new BadLineException("more than one JSON value");
      }
    } catch (JacksonException e) {
      throw new BadLineException(
          "malformed JSON at column %d: %s"
              .formatted(e.getLocation().getColumnNr(), firstLine(e.getOriginalMessage())));
    }
    return new KeyValue<>(
        required(key, keyField == null ? Json.KEY : keyField), required(value, Json.VALUE));
  }

  private void takeField(String field, JsonParser parser) throws BadLineException {
    if (keyField != null) {
      if (field.equals(keyField)) {
        key = once(key, keyText(parser), field);
      }
      parser.skipChildren();
      return;
    }
    switch (field) {
      case Json.KEY -> key = once(key, keyText(parser), field);
      case Json.KEY_BASE64 -> key = once(key, base64(parser, field), field);
      case Json.VALUE -> value = once(value, valueText(parser), field);
      case Json.VALUE_BASE64 -> value = once(value, base64(parser, field), field);
      case Json.EXPIRES -> expiry = once(expiry, moment(parser, field), field);
      default ->
          throw new BadLineException(
              "unexpected field \"%s\" beside key and value; --key FIELD keeps whole objects"
                  .formatted(field));
    }
  }

  private static byte[] keyText(JsonParser parser) throws BadLineException {
    return switch (parser.currentToken()) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> text(parser);
      default -> throw new BadLineException("the key is neither a string nor a number");
    };
  }

  private byte[] valueText(JsonParser parser) throws BadLineException {
    return switch (parser.currentToken()) {
      case START_OBJECT, START_ARRAY -> {
        int start = offset(parser.currentTokenLocation().getByteOffset());
        parser.skipChildren();
        yield raw(start, parser);
      }
      default -> text(parser);
    };
  }

  private byte[] raw(int start, JsonParser parser) {
    int end = offset(parser.currentLocation().getByteOffset());
    return Arrays.copyOfRange(line.array(), start, end);
  }

  private static byte[] text(JsonParser parser) throws BadLineException {
    byte[] text = Text.encode(parser.getString());
    if (text == null) {
      throw new BadLineException("a string with an unpaired surrogate has no UTF-8 form");
    }
    return text;
  }

  private static byte[] base64(JsonParser parser, String field) throws BadLineException {
    try {
      return Base64.getDecoder().decode(parser.getString());
    } catch (IllegalArgumentException e) {
      throw new BadLineException("\"%s\" is not Base64".formatted(field));
    }
  }

  private static Instant moment(JsonParser parser, String field) throws BadLineException {
    String text = parser.getString();
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new BadLineException(
          "\"%s\" is no moment such as 2031-12-24T18:00:00Z: %s".formatted(field, text));
    }
  }

  private static <T> T once(@Nullable T before, T found, String field) throws BadLineException {
    if (before != null) {
      throw new BadLineException("\"%s\" comes twice".formatted(field));
    }
    return found;
  }

  private static byte[] required(byte @Nullable [] found, String field) throws BadLineException {
    if (found == null) {
      throw new BadLineException("no field \"%s\"".formatted(field));
    }
    return found;
  }

  private boolean isBlank() {
    for (int i = 0; i < line.length(); i++) {
      if (line.array()[i] != ' ' && line.array()[i] != '\t' && line.array()[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private static int offset(long byteOffset) {
    return Math.toIntExact(byteOffset);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
