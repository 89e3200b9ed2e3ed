package dev.cairnkv.codec.json;

import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import dev.cairnkv.codec.UpcastingCodec;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.CodecContract;
import java.util.List;

final class UpcastingJsonCodecTest extends CodecContract<String, Integer> {

  @Override
  protected Codec<String, Integer> newCodec() {
    return UpcastingCodec.of(2, JsonCodec.of(KeyType.STRING, Integer.class))
        .reading(1, JsonCodec.strings(), String::length);
  }

  @Override
  protected List<KeyValue<String, Integer>> samples() {
    return List.of(
        new KeyValue<>("", 0),
        new KeyValue<>("key", -1),
        new KeyValue<>("k".repeat(100_000), Integer.MAX_VALUE));
  }
}
