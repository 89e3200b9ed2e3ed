package dev.cairnkv.codec.kryo;

import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.CodecContract;
import java.util.List;
import java.util.UUID;

/** Records as values, with everything of the JDK that a record of a user may hold. */
final class TypedKryoCodecTest extends CodecContract<UUID, Order> {

  @Override
  protected Codec<UUID, Order> newCodec() {
    return builder().build();
  }

  static KryoCodecBuilder<UUID, Order> builder() {
    return KryoCodec.builder(KeyType.UUID, Order.class)
        .register(Order.class, 20)
        .register(Order.Customer.class, 21)
        .register(Order.Line.class, 22)
        .register(Order.Status.class, 23)
        .register(Order.Payment.Cash.class, 24)
        .register(Order.Payment.Card.class, 200);
  }

  @Override
  protected List<KeyValue<UUID, Order>> samples() {
    return List.of(
        new KeyValue<>(new UUID(0, 0), Order.EMPTY),
        new KeyValue<>(new UUID(1, -1), Order.of(2)),
        new KeyValue<>(new UUID(Long.MIN_VALUE, Long.MAX_VALUE), Order.of(500)));
  }
}
