package dev.cairnkv.app.transfer;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * How JSON is read and written here, and the names of the fields.
 *
 * <p>What is read may be nested deeper than what is written raw: the record around a value is one
 * level more.
 */
final class Json {
  static final String KEY = "key";
  static final String VALUE = "value";
  static final String KEY_BASE64 = "key-base64";
  static final String VALUE_BASE64 = "value-base64";
  static final String EXPIRES = "expires";

  private static final int MAX_RAW_DEPTH = 1_000;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .rootValueSeparator("\n")
          .streamReadConstraints(constraints(MAX_RAW_DEPTH + 1))
          .build();

  private static final JsonFactory RAW =
      JsonFactory.builder().streamReadConstraints(constraints(MAX_RAW_DEPTH)).build();

  private Json() {}

  /** Returns whether text is one object or array on one line, with nothing around it. */
  static boolean isRaw(byte[] text) {
    if (!isBracketed(text)) {
      return false;
    }
    for (byte b : text) {
      if (b == '\n' || b == '\r' || b == 0) {
        return false;
      }
    }
    return isDocument(text);
  }

  /** Returns whether text is one object or array with nothing around it. */
  static boolean isDocument(byte[] text) {
    if (!isBracketed(text)) {
      return false;
    }
    try (JsonParser parser = RAW.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }

  private static boolean isBracketed(byte[] text) {
    if (text.length < 2) {
      return false;
    }
    byte last = text[text.length - 1];
    return (text[0] == '{' && last == '}') || (text[0] == '[' && last == ']');
  }

  private static StreamReadConstraints constraints(int depth) {
    return StreamReadConstraints.builder()
        .maxNestingDepth(depth)
        .maxStringLength(Integer.MAX_VALUE)
        .maxNameLength(Integer.MAX_VALUE)
        .maxNumberLength(Integer.MAX_VALUE)
        .build();
  }
}
