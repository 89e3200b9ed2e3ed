package dev.cairnkv.codec.kryo;

import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.CodecContract;
import java.util.List;

final class StringsKryoCodecTest extends CodecContract<String, String> {

  @Override
  protected Codec<String, String> newCodec() {
    return KryoCodec.strings();
  }

  @Override
  protected List<KeyValue<String, String>> samples() {
    return List.of(
        new KeyValue<>("", ""),
        new KeyValue<>("key", "value"),
        new KeyValue<>("\"quoted\\\"", "line\nbreak\ttab\u0000nul\u007f\u001f"),
        new KeyValue<>("grüße", "日本語 \uD83D\uDE00 \uFEFF\uFFFF\u2028"),
        new KeyValue<>("\uFFFD", "\uD800? \uDC00\uD800 \uFFFD \uD83D\uDE00"),
        new KeyValue<>("large", "0123456789ü".repeat(15_000)));
  }
}
