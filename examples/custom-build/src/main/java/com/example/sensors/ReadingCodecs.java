package com.example.sensors;

import dev.cairnkv.KeyType;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.CodecProvider;
import java.lang.reflect.Type;

/** Tells {@code kv --classpath} how to read the store. */
public final class ReadingCodecs implements CodecProvider<Long, Reading> {

  @Override
  public KeyType<Long> keyType() {
    return KeyType.LONG;
  }

  @Override
  public Type valueType() {
    return Reading.class;
  }

  @Override
  public Codec<Long, Reading> writer() {
    return new ReadingCodec();
  }
}
