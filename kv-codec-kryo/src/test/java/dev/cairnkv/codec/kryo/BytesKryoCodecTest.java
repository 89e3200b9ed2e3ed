package dev.cairnkv.codec.kryo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.CodecContract;
import java.util.List;
import java.util.Random;

final class BytesKryoCodecTest extends CodecContract<byte[], byte[]> {

  @Override
  protected Codec<byte[], byte[]> newCodec() {
    return KryoCodec.bytes();
  }

  @Override
  protected List<KeyValue<byte[], byte[]>> samples() {
    byte[] large = new byte[100_000];
    new Random(7).nextBytes(large);
    return List.of(
        new KeyValue<>(new byte[0], new byte[0]),
        new KeyValue<>("key".getBytes(UTF_8), "grüße \uD83D\uDE00".getBytes(UTF_8)),
        new KeyValue<>(new byte[] {-1, -2}, new byte[] {0, 1, '"', '\\', 127}),
        new KeyValue<>(
            new byte[] {(byte) 0xC0, (byte) 0x80}, "{\"base64\":\"AA==\"}".getBytes(UTF_8)),
        new KeyValue<>("large".getBytes(UTF_8), large),
        new KeyValue<>("text".getBytes(UTF_8), "0123456789".repeat(10_000).getBytes(UTF_8)));
  }
}
