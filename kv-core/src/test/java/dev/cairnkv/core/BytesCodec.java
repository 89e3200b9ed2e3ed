package dev.cairnkv.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;

/** Byte arrays under keys of Latin-1, by way of {@link TextCodec}. */
final class BytesCodec implements Codec<String, byte[]> {
  private final TextCodec text = new TextCodec();

  @Override
  public String id() {
    return "latin-1";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public long schemaFingerprint() {
    return 0;
  }

  @Override
  public void encode(String key, byte[] value, PayloadBuffer target) {
    text.encode(key, new String(value, ISO_8859_1), target);
  }

  @Override
  public KeyValue<String, byte[]> decode(MemorySegment payload) {
    KeyValue<String, String> pair = text.decode(payload);
    return new KeyValue<>(pair.key(), pair.value().getBytes(ISO_8859_1));
  }
}
