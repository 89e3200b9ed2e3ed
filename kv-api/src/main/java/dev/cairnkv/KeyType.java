package dev.cairnkv;

import dev.cairnkv.spi.PayloadBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A type that keys can have. It gives the <em>canonical bytes</em> of a key: equal keys have equal
 * bytes and different keys have different ones. They serve to fingerprint the key and are never
 * stored; storing keys is up to the codec. The key type is kept in the store's manifest by its
 * {@link #id} and checked whenever the store is restored.
 *
 * @param <K> the Java type of the keys
 */
public sealed interface KeyType<K> permits StringKey, BytesKey, LongKey, UuidKey, TextKeys.TextKey {

  /**
   * Keys that are strings, in UTF-8. A string with an unpaired surrogate has no UTF-8 form and is
   * refused.
   */
  KeyType<String> STRING = new StringKey();

  /** Keys that are byte arrays, compared by content. An array must not change while it is used. */
  KeyType<byte[]> BYTES = new BytesKey();

  /** Keys that are 64-bit integers. */
  KeyType<Long> LONG = new LongKey();

  /** Keys that are UUIDs. */
  KeyType<UUID> UUID = new UuidKey();

  /** Returns all key types. */
  static List<KeyType<?>> all() {
    return List.of(STRING, BYTES, LONG, UUID);
  }

  /** Returns the key type of an id, or {@code null} if there is none. */
  static @Nullable KeyType<?> ofId(String id) {
    return all().stream().filter(type -> type.id().equals(id)).findFirst().orElse(null);
  }

  /** Returns the name that the manifest keeps, such as {@code string}. */
  String id();

  /** Returns the Java class of the keys. */
  Class<K> javaType();

  /**
   * Appends the canonical bytes of {@code key} to {@code target}.
   *
   * @throws IllegalArgumentException if the key has no canonical bytes
   */
  void writeCanonical(K key, PayloadBuffer target);

  /** Returns whether two keys are the same key. */
  boolean same(K left, K right);
}

final class StringKey implements KeyType<String> {
  @Override
  public String id() {
    return "string";
  }

  @Override
  public Class<String> javaType() {
    return String.class;
  }

  @Override
  public void writeCanonical(String key, PayloadBuffer target) {
    int start = target.size();
    target.writeUtf8(key);
    boolean ascii = target.size() - start == key.length();
    if (!ascii) {
      requireWellFormed(key);
    }
  }

  @Override
  public boolean same(String left, String right) {
    return left.equals(right);
  }

  private static void requireWellFormed(String key) {
    int codePoint;
    for (int i = 0; i < key.length(); i += Character.charCount(codePoint)) {
      codePoint = key.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        throw new IllegalArgumentException(
            "a string key must be well-formed Unicode, but has an unpaired surrogate at index "
                + i
                + "; use byte[] keys for arbitrary data");
      }
    }
  }
}

final class BytesKey implements KeyType<byte[]> {
  @Override
  public String id() {
    return "bytes";
  }

  @Override
  public Class<byte[]> javaType() {
    return byte[].class;
  }

  @Override
  public void writeCanonical(byte[] key, PayloadBuffer target) {
    target.write(key);
  }

  @Override
  public boolean same(byte[] left, byte[] right) {
    return Arrays.equals(left, right);
  }
}

final class LongKey implements KeyType<Long> {
  @Override
  public String id() {
    return "long";
  }

  @Override
  public Class<Long> javaType() {
    return Long.class;
  }

  @Override
  public void writeCanonical(Long key, PayloadBuffer target) {
    target.writeLong(key);
  }

  @Override
  public boolean same(Long left, Long right) {
    return left.equals(right);
  }
}

final class UuidKey implements KeyType<UUID> {
  @Override
  public String id() {
    return "uuid";
  }

  @Override
  public Class<UUID> javaType() {
    return UUID.class;
  }

  @Override
  public void writeCanonical(UUID key, PayloadBuffer target) {
    target.writeLong(key.getMostSignificantBits());
    target.writeLong(key.getLeastSignificantBits());
  }

  @Override
  public boolean same(UUID left, UUID right) {
    return left.equals(right);
  }
}
