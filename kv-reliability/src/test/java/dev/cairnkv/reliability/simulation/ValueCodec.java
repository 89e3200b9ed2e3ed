package dev.cairnkv.reliability.simulation;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Key, value, and as many bytes as the value says, all of which decoding checks. */
final class ValueCodec implements Codec<Long, Long> {
  private static final int FIXED_BYTES = 2 * Long.BYTES;

  private final String id;

  ValueCodec() {
    this("value");
  }

  ValueCodec(String id) {
    this.id = id;
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
    return 0;
  }

  @Override
  public void encode(Long key, Long value, PayloadBuffer target) {
    target.writeLong(key);
    target.writeLong(value);
    int length = Values.length(value);
    byte[] array = target.reserve(length);
    Arrays.fill(array, target.size(), target.size() + length, filler(value));
    target.setSize(target.size() + length);
  }

  @Override
  public KeyValue<Long, Long> decode(MemorySegment payload) {
    if (payload.byteSize() < FIXED_BYTES) {
      throw new CodecException("a payload of " + payload.byteSize() + " bytes");
    }
    long value = payload.get(ValueLayout.JAVA_LONG_UNALIGNED, Long.BYTES);
    if (payload.byteSize() != FIXED_BYTES + Values.length(value)) {
      throw new CodecException("the payload does not have the length that the value says");
    }
    for (long i = FIXED_BYTES; i < payload.byteSize(); i++) {
      if (payload.get(ValueLayout.JAVA_BYTE, i) != filler(value)) {
        throw new CodecException("the payload differs from what was encoded");
      }
    }
    return new KeyValue<>(payload.get(ValueLayout.JAVA_LONG_UNALIGNED, 0), value);
  }

  /* Never zero, so that bytes that were lost are seen. */
  private static byte filler(long value) {
    return (byte) (value | 0x80);
  }
}
