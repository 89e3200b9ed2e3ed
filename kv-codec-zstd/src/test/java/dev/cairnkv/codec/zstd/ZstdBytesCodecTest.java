package dev.cairnkv.codec.zstd;

import dev.cairnkv.KeyValue;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.CodecContract;
import java.util.List;
import java.util.Random;

final class ZstdBytesCodecTest extends CodecContract<byte[], byte[]> {

  @Override
  protected Codec<byte[], byte[]> newCodec() {
    return ZstdCodec.of(KryoCodec.bytes());
  }

  @Override
  protected List<KeyValue<byte[], byte[]>> samples() {
    byte[] random = new byte[100_000];
    new Random(1).nextBytes(random);
    return List.of(
        new KeyValue<>(new byte[0], new byte[0]),
        new KeyValue<>(new byte[] {1}, new byte[300]),
        new KeyValue<>(new byte[] {2}, new byte[100_000]),
        new KeyValue<>(new byte[] {3}, random));
  }
}
