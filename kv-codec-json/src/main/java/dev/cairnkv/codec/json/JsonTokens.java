package dev.cairnkv.codec.json;

import dev.cairnkv.CodecException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Checks of a parser's tokens. */
final class JsonTokens {

  private JsonTokens() {}

  /**
   * Checks the token that the parser stands on.
   *
   * @throws CodecException if it is another one
   */
  static void expect(JsonToken expected, JsonParser parser) {
    JsonToken found = parser.currentToken();
    if (found != expected) {
      throw new CodecException(
          "expected %s, found %s at byte %d"
              .formatted(
                  name(expected),
                  found == null ? "the end" : name(found),
                  Math.max(0, parser.currentTokenLocation().getByteOffset())));
    }
  }

  private static String name(JsonToken token) {
    return switch (token) {
      case START_ARRAY -> "[";
      case END_ARRAY -> "]";
      case START_OBJECT -> "{";
      case END_OBJECT -> "}";
      case PROPERTY_NAME -> "a property";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT -> "an integer";
      case VALUE_NUMBER_FLOAT -> "a number with a fraction";
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      case VALUE_NULL -> "null";
      case VALUE_EMBEDDED_OBJECT -> "an object of Java";
      case NOT_AVAILABLE -> "nothing";
    };
  }
}
