package dev.cairnkv.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.spi.Codec;

/** Binds the JSON codec for bytes. */
public final class JsonCodecModule extends AbstractModule {

  /** The binding key of the codec. */
  public static final Key<Codec<byte[], byte[]>> CODEC = StoreKeys.BYTES.codec("json");

  /** Makes the module. */
  public JsonCodecModule() {}

  @Override
  protected void configure() {
    install(new CodecModule<>(StoreKeys.BYTES, JsonCodec.bytes()));
  }
}
