package dev.cairnkv.examples.snippets;

import dev.cairnkv.KeyType;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.CodecProvider;
import java.lang.reflect.Type;

// @start region="provider"
/** What both the application and {@code kv --classpath} open the store of users with. */
public final class UserCodecs implements CodecProvider<String, User> {

  @Override
  public KeyType<String> keyType() {
    return KeyType.STRING;
  }

  @Override
  public Type valueType() {
    return User.class;
  }

  @Override
  public Codec<String, User> writer() {
    return JsonCodec.of(KeyType.STRING, User.class);
  }
}
// @end
