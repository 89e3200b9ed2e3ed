package dev.cairnkv.spi;

import dev.cairnkv.KeyType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;

/**
 * Tells tools how an application reads its store: {@code kv --classpath app.jar} opens a store with
 * the codecs that it finds so. An application names its class in {@code
 * META-INF/services/dev.cairnkv.spi.CodecProvider}, or in the {@code provides} of its module; it
 * has a public constructor without parameters. An application that opens its store with the same
 * codecs cannot disagree with the tool.
 *
 * {@snippet file="UserCodecs.java" region="provider"}
 *
 * @param <K> the type of the store's keys
 * @param <V> the type of its values
 */
public interface CodecProvider<K, V> {

  /** Returns the type of the keys. */
  KeyType<K> keyType();

  /**
   * Returns the type of the values: a class, or a generic type such as that of a list. Tools write
   * values from JSON of this type.
   */
  Type valueType();

  /** Returns the codec that writes. */
  Codec<K, V> writer();

  /** Returns the codecs that shards may have been written with, besides the writer. */
  default Collection<? extends Codec<K, V>> readers() {
    return List.of();
  }
}
