package dev.cairnkv.app.transfer;

import dev.cairnkv.KeyValue;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Writes records as JSON Lines: {@code {"key":"…","value":…}}. A value that is one JSON object or
 * array without line breaks stands as it is, so its bytes come back when it is imported; other text
 * is a JSON string; bytes that are not UTF-8 stand in Base64, as {@code key-base64} or {@code
 * value-base64}. A record that expires has the moment as {@code expires}, in ISO 8601.
 */
public final class Exporter implements AutoCloseable {
  private final OutputStream target;
  private final JsonGenerator json;
  private long records;

  /** Makes an exporter to {@code target}, which the caller closes. */
  public Exporter(OutputStream target) {
    this.target = target;
    this.json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), target);
  }

  /**
   * Writes a record.
   *
   * @param expiry when it ends, or {@code null} if it does not
   */
  public void write(KeyValue<byte[], byte[]> pair, @Nullable Instant expiry) throws IOException {
    try {
      json.writeStartObject();
      writeText(Json.KEY, Json.KEY_BASE64, pair.key());
      writeValue(pair.value());
      if (expiry != null) {
        json.writeStringProperty(Json.EXPIRES, expiry.toString());
      }
      json.writeEndObject();
      records++;
    } catch (JacksonException e) {
      throw asInputOutput(e);
    }
  }

  /** Writes a key without its value. */
  public void writeKey(byte[] key) throws IOException {
    try {
      json.writeStartObject();
      writeText(Json.KEY, Json.KEY_BASE64, key);
      json.writeEndObject();
      records++;
    } catch (JacksonException e) {
      throw asInputOutput(e);
    }
  }

  /** Returns the number of records written. */
  public long records() {
    return records;
  }

  /** Writes what is still held back, and the last line break. */
  @Override
  public void close() throws IOException {
    try {
      json.close();
    } catch (JacksonException e) {
      throw asInputOutput(e);
    }
    if (records > 0) {
      target.write('\n');
    }
    target.flush();
  }

  private void writeValue(byte[] value) {
    String text = Text.decode(value);
    if (text != null && Json.isRaw(value)) {
      json.writeName(Json.VALUE);
      json.writeRawValue(text);
    } else {
      writeText(Json.VALUE, Json.VALUE_BASE64, value);
    }
  }

  private void writeText(String name, String base64Name, byte[] bytes) {
    String text = Text.decode(bytes);
    if (text == null) {
      json.writeName(base64Name);
      json.writeBinary(bytes);
    } else {
      json.writeStringProperty(name, text);
    }
  }

  private static IOException asInputOutput(JacksonException e) {
    return e.getCause() instanceof IOException cause ? cause : new IOException(e);
  }
}
