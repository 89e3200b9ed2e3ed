package com.example.sensors;

import com.example.sensors.Reading.Unit;
import dev.cairnkv.CodecException;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Readings under the number of their sensor, in 25 bytes: sensor, time and value in 8 each, the
 * lowest byte first, and the number of the unit.
 */
public final class ReadingCodec implements Codec<Long, Reading> {

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int TIME_OFFSET = Long.BYTES;
  private static final int VALUE_OFFSET = TIME_OFFSET + Long.BYTES;
  private static final int UNIT_OFFSET = VALUE_OFFSET + Long.BYTES;
  private static final int SIZE = UNIT_OFFSET + Byte.BYTES;

  private static final Unit[] UNITS = Unit.values();

  @Override
  public String id() {
    return "reading";
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
  public void encode(Long sensor, Reading reading, PayloadBuffer target) {
    target.writeLong(sensor);
    target.writeLong(reading.epochMillis());
    target.writeLong(Double.doubleToRawLongBits(reading.value()));
    target.write(reading.unit().ordinal());
  }

  @Override
  public KeyValue<Long, Reading> decode(MemorySegment payload) {
    if (payload.byteSize() != SIZE) {
      throw new CodecException(
          "expected a reading of " + SIZE + " bytes, found " + payload.byteSize());
    }
    int unit = Byte.toUnsignedInt(payload.get(ValueLayout.JAVA_BYTE, UNIT_OFFSET));
    if (unit >= UNITS.length) {
      throw new CodecException("expected a unit below " + UNITS.length + ", found " + unit);
    }
    Reading reading =
        new Reading(
            payload.get(LONG, TIME_OFFSET),
            Double.longBitsToDouble(payload.get(LONG, VALUE_OFFSET)),
            UNITS[unit]);
    return new KeyValue<>(payload.get(LONG, 0), reading);
  }
}
