package dev.cairnkv.codec.aes;

import dev.cairnkv.KeyValue;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.CodecContract;
import java.util.List;

final class AesStringsCodecTest extends CodecContract<String, String> {

  private final AesKey key = AesKey.random("k1");

  @Override
  protected Codec<String, String> newCodec() {
    return AesCodec.of(JsonCodec.strings(), key);
  }

  @Override
  protected List<KeyValue<String, String>> samples() {
    return List.of(
        new KeyValue<>("", ""),
        new KeyValue<>("key", "value"),
        new KeyValue<>("large", "0123456789ü".repeat(15_000)));
  }
}
