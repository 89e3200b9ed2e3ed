package dev.cairnkv;

import dev.cairnkv.spi.PayloadBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
 * <p>It also gives the <em>ordered bytes</em> of a key. Compared byte by byte, as unsigned numbers
 * from the first on, they tell the order in which {@link KvStore#scan} gives keys.
 *
 * @param <K> the Java type of the keys
 */
public sealed interface KeyType<K> permits StringKey, BytesKey, LongKey, UuidKey, TextKeys.TextKey {

  /**
   * Keys that are strings, in UTF-8. A string with an unpaired surrogate has no UTF-8 form and is
   * refused. Their order is that of their code points, which that of their bytes is as well; {@link
   * String#compareTo} differs from it where there are characters beyond U+FFFF.
   */
  KeyType<String> STRING = new StringKey();

  /**
   * Keys that are byte arrays, compared by content. An array must not change while it is used.
   * Their order is that of {@link Arrays#compareUnsigned(byte[], byte[])}.
   */
  KeyType<byte[]> BYTES = new BytesKey();

  /** Keys that are 64-bit integers. Their order is that of the numbers, negative ones first. */
  KeyType<Long> LONG = new LongKey();

  /**
   * Keys that are UUIDs. Their order is that of unsigned numbers of 128 bits, and so that of their
   * text; {@link UUID#compareTo} differs from it, since it takes halves for signed numbers.
   */
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

  /**
   * Appends the ordered bytes of {@code key} to {@code target}.
   *
   * @throws IllegalArgumentException if the key has no canonical bytes
   */
  void writeOrdered(K key, PayloadBuffer target);

  /** Returns the key that has these ordered bytes. */
  K ofOrdered(byte[] bytes);

  /**
   * Returns whether a key can be the beginning of another one: whether there are {@linkplain
   * Scan#withPrefix prefixes}.
   */
  boolean hasPrefixes();

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
  public void writeOrdered(String key, PayloadBuffer target) {
    writeCanonical(key, target);
  }

  @Override
  public String ofOrdered(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean hasPrefixes() {
    return true;
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
  public void writeOrdered(byte[] key, PayloadBuffer target) {
    target.write(key);
  }

  @Override
  public byte[] ofOrdered(byte[] bytes) {
    return bytes.clone();
  }

  @Override
  public boolean hasPrefixes() {
    return true;
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
  public void writeOrdered(Long key, PayloadBuffer target) {
    BigEndian.write(key ^ Long.MIN_VALUE, target); // the sign turned: negative numbers come first
  }

  @Override
  public Long ofOrdered(byte[] bytes) {
    return BigEndian.read(bytes, 0) ^ Long.MIN_VALUE;
  }

  @Override
  public boolean hasPrefixes() {
    return false;
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
  public void writeOrdered(UUID key, PayloadBuffer target) {
    BigEndian.write(key.getMostSignificantBits(), target);
    BigEndian.write(key.getLeastSignificantBits(), target);
  }

  @Override
  public UUID ofOrdered(byte[] bytes) {
    return new UUID(BigEndian.read(bytes, 0), BigEndian.read(bytes, Long.BYTES));
  }

  @Override
  public boolean hasPrefixes() {
    return false;
  }

  @Override
  public boolean same(UUID left, UUID right) {
    return left.equals(right);
  }
}

/** Numbers whose bytes compare as they do: the highest byte first. */
final class BigEndian {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  static void write(long value, PayloadBuffer target) {
    target.writeLong(Long.reverseBytes(value));
  }

  static long read(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }
}
