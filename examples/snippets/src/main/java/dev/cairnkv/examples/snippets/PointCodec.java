package dev.cairnkv.examples.snippets;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

// @start region="codec"
/** Points under numbers, in 24 bytes. */
public final class PointCodec implements Codec<Long, PointCodec.Point> {
  public record Point(double x, double y) {}

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  @Override
  public String id() {
    return "point"; // never changes
  }

  @Override
  public int version() {
    return 1; // changes with the encoding
  }

  @Override
  public long schemaFingerprint() {
    return 0; // changes with the meaning of the same bytes
  }

  @Override
  public void encode(Long key, Point value, PayloadBuffer target) {
    target.writeLong(key); // the lowest byte first
    target.writeLong(Double.doubleToRawLongBits(value.x()));
    target.writeLong(Double.doubleToRawLongBits(value.y()));
  }

  @Override
  public KeyValue<Long, Point> decode(MemorySegment payload) {
    if (payload.byteSize() != 3 * Long.BYTES) { // whatever the bytes are, this must be the answer
      throw new CodecException("expected 24 bytes, found " + payload.byteSize());
    }
    return new KeyValue<>(
        payload.get(LONG, 0),
        new Point(
            Double.longBitsToDouble(payload.get(LONG, Long.BYTES)),
            Double.longBitsToDouble(payload.get(LONG, 2 * Long.BYTES))));
  }
}
// @end
