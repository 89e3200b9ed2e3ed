package dev.cairnkv.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** A right codec, as simple as can be: the length of the key in 8 bytes, the key, the value. */
class LengthPrefixedCodec implements Codec<String, byte[]> {

  @Override
  public String id() {
    return "length-prefixed";
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
    byte[] keyBytes = key.getBytes(UTF_8);
    target.writeLong(keyBytes.length);
    target.write(keyBytes);
    target.write(value);
  }

  @Override
  public KeyValue<String, byte[]> decode(MemorySegment payload) {
    if (payload.byteSize() < Long.BYTES) {
      throw new CodecException("the payload has no key length");
    }
    byte[] bytes = payload.toArray(ValueLayout.JAVA_BYTE);
    long keyLength = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      keyLength = (keyLength << Byte.SIZE) | (bytes[i] & 0xFF);
    }
    if (keyLength < 0 || keyLength > bytes.length - Long.BYTES) {
      throw new CodecException("the key length is wrong: " + keyLength);
    }
    String key = new String(bytes, Long.BYTES, (int) keyLength, UTF_8);
    int valueStart = Long.BYTES + (int) keyLength;
    return new KeyValue<>(key, Arrays.copyOfRange(bytes, valueStart, bytes.length));
  }
}
