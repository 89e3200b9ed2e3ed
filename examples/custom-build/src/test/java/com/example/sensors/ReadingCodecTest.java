package com.example.sensors;

import com.example.sensors.Reading.Unit;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.CodecContract;
import java.util.List;

/** The codec does what the store relies on: the tests are those of the contract. */
final class ReadingCodecTest extends CodecContract<Long, Reading> {

  @Override
  protected Codec<Long, Reading> newCodec() {
    return new ReadingCodec();
  }

  @Override
  protected List<KeyValue<Long, Reading>> samples() {
    return List.of(
        new KeyValue<>(0L, new Reading(0, 0.0, Unit.CELSIUS)),
        new KeyValue<>(-1L, new Reading(Long.MIN_VALUE, Double.NaN, Unit.PASCAL)),
        new KeyValue<>(Long.MAX_VALUE, new Reading(Long.MAX_VALUE, -0.0, Unit.PERCENT)));
  }
}
