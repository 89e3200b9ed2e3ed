package dev.cairnkv.codec.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * How a key or a value stands in the payload. Safe for use by any number of threads at once.
 *
 * @param <T> the type of the key or the value
 */
sealed interface JsonForm<T> permits PlainForm, LongForm, UuidForm, TypedForm {

  /** Returns the name that goes into the schema fingerprint: it must never change. */
  String schema();

  /** Writes one JSON value. */
  void write(T object, JsonGenerator generator);

  /** Reads the JSON value whose first token the parser stands on, up to its last token. */
  T read(JsonParser parser);
}
