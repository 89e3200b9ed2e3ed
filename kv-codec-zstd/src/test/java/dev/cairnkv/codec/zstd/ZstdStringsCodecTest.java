package dev.cairnkv.codec.zstd;

import dev.cairnkv.KeyValue;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.CodecContract;
import java.util.List;

final class ZstdStringsCodecTest extends CodecContract<String, String> {

  @Override
  protected Codec<String, String> newCodec() {
    return ZstdCodec.of(JsonCodec.strings());
  }

  @Override
  protected List<KeyValue<String, String>> samples() {
    return List.of(
        new KeyValue<>("", ""),
        new KeyValue<>("key", "value"),
        new KeyValue<>("some", "some words that come again, some words that come again"),
        new KeyValue<>("large", "0123456789ü".repeat(15_000)));
  }
}
