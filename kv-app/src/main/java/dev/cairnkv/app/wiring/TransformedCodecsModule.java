package dev.cairnkv.app.wiring;

import com.google.inject.AbstractModule;
import dev.cairnkv.codec.aes.AesCodec;
import dev.cairnkv.codec.aes.AesKey;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.codec.zstd.ZstdCodec;
import dev.cairnkv.spi.Codec;
import java.util.List;

/** Binds the codecs for bytes that compress, and those that encrypt, one for each key. */
public final class TransformedCodecsModule extends AbstractModule {
  private final List<AesKey> keys;

  /** Makes the module for the keys there are. */
  public TransformedCodecsModule(List<AesKey> keys) {
    this.keys = List.copyOf(keys);
  }

  @Override
  protected void configure() {
    for (Codec<byte[], byte[]> plain : List.of(JsonCodec.bytes(), KryoCodec.bytes())) {
      Codec<byte[], byte[]> compressed = ZstdCodec.of(plain);
      install(new CodecModule<>(StoreKeys.BYTES, compressed));
      for (AesKey key : keys) {
        install(new CodecModule<>(StoreKeys.BYTES, AesCodec.of(plain, key)));
        install(new CodecModule<>(StoreKeys.BYTES, AesCodec.of(compressed, key)));
      }
    }
  }
}
