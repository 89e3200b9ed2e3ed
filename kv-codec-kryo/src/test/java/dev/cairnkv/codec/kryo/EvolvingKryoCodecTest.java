package dev.cairnkv.codec.kryo;

import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.CodecContract;
import java.util.List;
import java.util.UUID;

/** Records as values, whose fields are written with their names. */
final class EvolvingKryoCodecTest extends CodecContract<UUID, Order> {

  @Override
  protected Codec<UUID, Order> newCodec() {
    return TypedKryoCodecTest.builder().evolving(true).build();
  }

  @Override
  protected List<KeyValue<UUID, Order>> samples() {
    return List.of(
        new KeyValue<>(new UUID(0, 0), Order.EMPTY),
        new KeyValue<>(new UUID(1, -1), Order.of(2)),
        new KeyValue<>(new UUID(Long.MIN_VALUE, Long.MAX_VALUE), Order.of(500)));
  }
}
