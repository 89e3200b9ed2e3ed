package dev.cairnkv.app.wiring;

import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import com.google.inject.name.Names;
import com.google.inject.util.Types;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.spi.Codec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;

/**
 * The binding keys that belong to a type of store.
 *
 * @param <K> the type of the store's keys
 * @param <V> the type of the store's values
 */
public final class StoreKeys<K, V> {

  /** The binding keys of a store of bytes. */
  public static final StoreKeys<byte[], byte[]> BYTES =
      new StoreKeys<>(new TypeLiteral<KvStore<byte[], byte[]>>() {});

  private final Key<KvStore<K, V>> store;
  private final TypeLiteral<Codec<K, V>> codec;

  /** Makes the keys for a type of store. */
  public StoreKeys(TypeLiteral<KvStore<K, V>> store) {
    this.store = Key.get(store);
    ParameterizedType type = (ParameterizedType) store.getType();
    this.codec = literal(Types.newParameterizedType(Codec.class, type.getActualTypeArguments()));
  }

  /** Returns the key of the store. */
  public Key<KvStore<K, V>> store() {
    return store;
  }

  /** Returns the key of the type of its keys. */
  public Key<KeyType<K>> keyType() {
    return Key.get(
        literal(
            Types.newParameterizedType(
                KeyType.class, ((ParameterizedType) codec.getType()).getActualTypeArguments()[0])));
  }

  /** Returns the type of its codecs. */
  public TypeLiteral<Codec<K, V>> codec() {
    return codec;
  }

  /** Returns the key of the codec of this id. */
  public Key<Codec<K, V>> codec(String id) {
    return Key.get(codec, Names.named(id));
  }

  /** Returns the key of the codec that new shards are written with. */
  public Key<Codec<K, V>> writer() {
    return Key.get(codec, Writer.class);
  }

  /** Returns the key of all codecs by their id. */
  public Key<Map<String, Codec<K, V>>> readers() {
    return Key.get(literal(Types.mapOf(String.class, codec.getType())));
  }

  /** The type is put together from that of the store, so it is the one that the caller names. */
  @SuppressWarnings("unchecked")
  private static <T> TypeLiteral<T> literal(Type type) {
    return (TypeLiteral<T>) TypeLiteral.get(type);
  }
}
