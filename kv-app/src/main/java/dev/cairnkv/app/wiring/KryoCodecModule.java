package dev.cairnkv.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.spi.Codec;

/** Binds the Kryo codec for bytes. */
public final class KryoCodecModule extends AbstractModule {

  /** The binding key of the codec. */
  public static final Key<Codec<byte[], byte[]>> CODEC = StoreKeys.BYTES.codec("kryo");

  /** Makes the module. */
  public KryoCodecModule() {}

  @Override
  protected void configure() {
    install(new CodecModule<>(StoreKeys.BYTES, KryoCodec.bytes()));
  }
}
