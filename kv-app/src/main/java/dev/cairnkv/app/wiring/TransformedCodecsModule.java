package dev.cairnkv.app.wiring;

import com.google.inject.AbstractModule;
import dev.cairnkv.codec.aes.AesCodec;
import dev.cairnkv.codec.aes.AesKey;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.codec.zstd.ZstdCodec;
import dev.cairnkv.spi.Codec;
import java.util.ArrayList;
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
    for (Codec<byte[], byte[]> plain : plain()) {
      of(plain, keys).forEach(codec -> install(new CodecModule<>(StoreKeys.BYTES, codec)));
    }
  }

  /** Returns every codec for bytes, those that change nothing included. */
  public static List<Codec<byte[], byte[]>> all(List<AesKey> keys) {
    List<Codec<byte[], byte[]>> all = new ArrayList<>(plain());
    plain().forEach(codec -> all.addAll(of(codec, keys)));
    return all;
  }

  /** Returns what compresses, encrypts, and does both with the output of a codec. */
  public static <K, V> List<Codec<K, V>> of(Codec<K, V> plain, List<AesKey> keys) {
    Codec<K, V> compressed = ZstdCodec.of(plain);
    List<Codec<K, V>> transformed = new ArrayList<>(List.of(compressed));
    for (AesKey key : keys) {
      transformed.add(AesCodec.of(plain, key));
      transformed.add(AesCodec.of(compressed, key));
    }
    return transformed;
  }

  private static List<Codec<byte[], byte[]>> plain() {
    return List.of(JsonCodec.bytes(), KryoCodec.bytes());
  }
}
