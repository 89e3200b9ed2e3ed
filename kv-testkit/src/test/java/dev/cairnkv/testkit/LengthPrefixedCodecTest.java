package dev.cairnkv.testkit;

import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import java.util.List;

/** A right codec passes the contract. */
final class LengthPrefixedCodecTest extends CodecContract<String, byte[]> {

  @Override
  protected Codec<String, byte[]> newCodec() {
    return new LengthPrefixedCodec();
  }

  @Override
  protected List<KeyValue<String, byte[]>> samples() {
    return samplesOfBytes();
  }

  static List<KeyValue<String, byte[]>> samplesOfBytes() {
    return List.of(
        new KeyValue<>("", new byte[0]),
        new KeyValue<>("key", new byte[] {1, 2, 3}),
        new KeyValue<>("large", new byte[100_000]));
  }
}
