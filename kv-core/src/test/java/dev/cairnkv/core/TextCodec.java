package dev.cairnkv.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Strings as {@code key=value}, for keys without an equals sign. */
public class TextCodec implements Codec<String, String> {
  /** The bytes of a payload besides those of key and value. */
  public static final int OVERHEAD = 1;

  private final String id;
  private final long schemaFingerprint;

  public TextCodec() {
    this("text", 0);
  }

  public TextCodec(String id, long schemaFingerprint) {
    this.id = id;
    this.schemaFingerprint = schemaFingerprint;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public long schemaFingerprint() {
    return schemaFingerprint;
  }

  @Override
  public void encode(String key, String value, PayloadBuffer target) {
    target.write((key + "=" + value).getBytes(UTF_8));
  }

  @Override
  public KeyValue<String, String> decode(MemorySegment payload) {
    String text = new String(payload.toArray(ValueLayout.JAVA_BYTE), UTF_8);
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new CodecException("no equals sign in " + text);
    }
    return new KeyValue<>(text.substring(0, equals), text.substring(equals + 1));
  }
}
