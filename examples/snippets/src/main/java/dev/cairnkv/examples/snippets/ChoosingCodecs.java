package dev.cairnkv.examples.snippets;

import dev.cairnkv.KeyType;
import dev.cairnkv.codec.UpcastingCodec;
import dev.cairnkv.codec.aes.AesCodec;
import dev.cairnkv.codec.aes.AesKey;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.codec.zstd.ZstdCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.spi.Codec;
import java.util.List;

/** Which codecs a store has. */
final class ChoosingCodecs {
  private ChoosingCodecs() {}

  static Codec<String, User> json() {
    // @start region="json"
    Codec<String, User> json = JsonCodec.of(KeyType.STRING, User.class);
    // @end
    return json;
  }

  static Codec<String, User> kryo() {
    // @start region="kryo"
    Codec<String, User> kryo =
        KryoCodec.builder(KeyType.STRING, User.class)
            .register(User.class, 20) // the id stays with the class for good
            .evolving(true) // fields may come and go
            .build();
    // @end
    return kryo;
  }

  static Codecs<String, User> swap() {
    Codec<String, User> json = json();
    Codec<String, User> kryo = kryo();
    // @start region="swap"
    Codecs<String, User> codecs =
        Codecs.of(
            KeyType.STRING,
            kryo, // writes new shards
            List.of(json)); // reads those that are there
    // @end
    return codecs;
  }

  static Codec<String, User> upcasting() {
    // @start region="upcasting"
    Codec<String, User> codec =
        UpcastingCodec.of(2, JsonCodec.of(KeyType.STRING, User.class))
            .reading(1, JsonCodec.of(KeyType.STRING, UserV1.class), old -> new User(old.name(), 0));
    // @end
    return codec;
  }

  static Codecs<String, User> rotation(AesKey newKey, AesKey oldKey) {
    Codec<String, User> plain = json();
    // @start region="rotation"
    Codecs<String, User> codecs =
        Codecs.of(KeyType.STRING, AesCodec.of(plain, newKey), List.of(AesCodec.of(plain, oldKey)));
    // @end
    return codecs;
  }

  static Codec<String, User> compressed(AesKey key) {
    Codec<String, User> plain = json();
    // @start region="compressed"
    Codec<String, User> codec = AesCodec.of(ZstdCodec.of(plain), key); // compresses, then encrypts
    // @end
    return codec;
  }
}
