package dev.cairnkv;

import dev.cairnkv.spi.PayloadBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;

/**
 * The keys of a type as text in UTF-8, for tools that learn the type of a store's keys when they
 * open it: strings as they are, numbers in decimal, UUIDs in their usual form. Keys that are bytes
 * stay what they are, text or not.
 *
 * <p>Immutable and safe for use by any number of threads at once.
 *
 * @param <K> the type of the keys themselves
 */
public final class TextKeys<K> {
  private final KeyType<K> keyType;
  private final Function<K, byte[]> format;
  private final Function<byte[], K> parse;

  private TextKeys(KeyType<K> keyType, Function<K, byte[]> format, Function<byte[], K> parse) {
    this.keyType = keyType;
    this.format = format;
    this.parse = parse;
  }

  /** Returns the texts of the keys of a type. */
  @SuppressWarnings("unchecked") // each branch makes that of the type it has found
  public static <K> TextKeys<K> of(KeyType<K> keyType) {
    TextKeys<?> keys;
    if (keyType.equals(KeyType.STRING)) {
      keys = new TextKeys<>(KeyType.STRING, TextKeys::utf8, TextKeys::text);
    } else if (keyType.equals(KeyType.LONG)) {
      keys = new TextKeys<>(KeyType.LONG, key -> utf8(key.toString()), TextKeys::parseLong);
    } else if (keyType.equals(KeyType.UUID)) {
      keys = new TextKeys<>(KeyType.UUID, key -> utf8(key.toString()), TextKeys::parseUuid);
    } else {
      keys = new TextKeys<>(KeyType.BYTES, Function.identity(), Function.identity());
    }
    return (TextKeys<K>) keys;
  }

  /** Returns the type of the keys themselves. */
  public KeyType<K> keyType() {
    return keyType;
  }

  /**
   * Returns the type of their texts. It has the same id and the same canonical bytes, so that a
   * store opens with either. Two texts that differ may be one key, such as a UUID in upper case.
   * Its methods throw {@link KeyFormatException} for a text that is no key.
   */
  public KeyType<byte[]> asKeyType() {
    return new TextKey<>(this);
  }

  /** Returns the text of a key. */
  public byte[] format(K key) {
    return format.apply(key);
  }

  /**
   * Returns the key of a text.
   *
   * @throws KeyFormatException if there is none
   */
  public K parse(byte[] text) {
    return parse.apply(text);
  }

  private static byte[] utf8(String key) {
    PayloadBuffer target = new PayloadBuffer();
    KeyType.STRING.writeCanonical(key, target);
    return target.toByteArray();
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new KeyFormatException("the keys of this store are text, but this is not UTF-8");
    }
  }

  private static Long parseLong(byte[] bytes) {
    String text = text(bytes);
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new KeyFormatException(
          "the keys of this store are 64-bit integers, such as 42, but this is '" + text + "'");
    }
  }

  private static UUID parseUuid(byte[] bytes) {
    String text = text(bytes);
    try {
      UUID uuid = UUID.fromString(text);
      if (uuid.toString().equalsIgnoreCase(text)) { // the JDK takes shorter groups, too
        return uuid;
      }
    } catch (IllegalArgumentException e) {
      throw noUuid(text);
    }
    throw noUuid(text);
  }

  private static KeyFormatException noUuid(String text) {
    return new KeyFormatException(
        "the keys of this store are UUIDs, such as 123e4567-e89b-42d3-a456-426614174000, but this"
            + " is '"
            + text
            + "'");
  }

  /** A type whose keys are texts. */
  static final class TextKey<K> implements KeyType<byte[]> {
    private final TextKeys<K> texts;

    TextKey(TextKeys<K> texts) {
      this.texts = texts;
    }

    @Override
    public String id() {
      return texts.keyType.id();
    }

    @Override
    public Class<byte[]> javaType() {
      return byte[].class;
    }

    @Override
    public void writeCanonical(byte[] key, PayloadBuffer target) {
      texts.keyType.writeCanonical(texts.parse(key), target);
    }

    @Override
    public void writeOrdered(byte[] key, PayloadBuffer target) {
      texts.keyType.writeOrdered(texts.parse(key), target);
    }

    @Override
    public byte[] ofOrdered(byte[] bytes) {
      return texts.format(texts.keyType.ofOrdered(bytes));
    }

    @Override
    public boolean hasPrefixes() {
      return texts.keyType.hasPrefixes();
    }

    @Override
    public boolean same(byte[] left, byte[] right) {
      return Arrays.equals(left, right)
          || texts.keyType.same(texts.parse(left), texts.parse(right));
    }
  }
}
