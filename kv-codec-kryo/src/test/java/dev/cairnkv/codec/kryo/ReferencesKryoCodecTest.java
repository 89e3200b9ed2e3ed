package dev.cairnkv.codec.kryo;

import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.CodecContract;
import java.util.List;
import java.util.UUID;

/** The same values, with objects that occur twice written once. */
final class ReferencesKryoCodecTest extends CodecContract<UUID, Order> {

  @Override
  protected Codec<UUID, Order> newCodec() {
    return TypedKryoCodecTest.builder().references(true).build();
  }

  @Override
  protected List<KeyValue<UUID, Order>> samples() {
    return List.of(
        new KeyValue<>(new UUID(0, 0), Order.EMPTY), new KeyValue<>(new UUID(1, -1), Order.of(9)));
  }
}
