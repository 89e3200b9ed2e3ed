package dev.cairnkv.reliability.image;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** A number as the key in 8 bytes, and the bytes of the value behind it. */
public final class PlainCodec implements Codec<Long, byte[]> {
  private static final ValueLayout.OfLong KEY =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Makes the codec. */
  public PlainCodec() {}

  @Override
  public String id() {
    return "plain";
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
  public void encode(Long key, byte[] value, PayloadBuffer target) {
    target.writeLong(key);
    target.write(value);
  }

  @Override
  public KeyValue<Long, byte[]> decode(MemorySegment payload) {
    if (payload.byteSize() < Long.BYTES) {
      throw new CodecException("a payload of " + payload.byteSize() + " bytes has no key");
    }
    return new KeyValue<>(
        payload.get(KEY, 0), payload.asSlice(Long.BYTES).toArray(ValueLayout.JAVA_BYTE));
  }
}
