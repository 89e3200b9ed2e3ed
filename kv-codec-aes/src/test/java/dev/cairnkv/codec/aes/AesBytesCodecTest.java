package dev.cairnkv.codec.aes;

import dev.cairnkv.KeyValue;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.CodecContract;
import java.util.List;
import java.util.Random;

final class AesBytesCodecTest extends CodecContract<byte[], byte[]> {

  private final AesKey key = AesKey.random("2026-11");

  @Override
  protected Codec<byte[], byte[]> newCodec() {
    return AesCodec.of(KryoCodec.bytes(), key);
  }

  @Override
  protected List<KeyValue<byte[], byte[]>> samples() {
    byte[] large = new byte[100_000];
    new Random(1).nextBytes(large);
    return List.of(
        new KeyValue<>(new byte[0], new byte[0]),
        new KeyValue<>(new byte[] {1}, new byte[16]),
        new KeyValue<>(new byte[] {2}, large));
  }
}
