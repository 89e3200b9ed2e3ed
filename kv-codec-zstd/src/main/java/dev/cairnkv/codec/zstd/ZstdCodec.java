package dev.cairnkv.codec.zstd;

import dev.cairnkv.codec.TransformedCodec;
import dev.cairnkv.spi.Codec;

/**
 * Compresses the records of any codec with Zstandard (RFC 8878): {@code json} becomes {@code
 * json+zstd}.
 *
 * <p>Each record is compressed by itself, so this pays for records from some hundred bytes on. One
 * that would not become smaller is stored as it is, and costs one byte more than without. One that
 * would be compressed by more than 16 to 1 beyond its first MiB is padded to that ratio, so that a
 * forged payload cannot ask for more memory than that.
 *
 * <p>The compressor is a native library, which zstd-jni brings along for the common systems. It is
 * loaded with the first record: the program says {@code
 * --enable-native-access=com.github.luben.zstd_jni} (on the class path {@code ALL-UNNAMED}), or
 * else the JVM prints a warning.
 *
 * {@snippet file="ChoosingCodecs.java" region="compressed"}
 */
public final class ZstdCodec {

  private ZstdCodec() {}

  /**
   * Returns a codec that compresses the payloads of another one.
   *
   * @throws IllegalArgumentException if the id of that one leaves no room for {@code +zstd}
   */
  public static <K, V> Codec<K, V> of(Codec<K, V> codec) {
    return new TransformedCodec<>(codec, new ZstdTransform());
  }
}
