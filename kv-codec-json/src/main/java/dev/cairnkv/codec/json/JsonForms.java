package dev.cairnkv.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairnkv.KeyType;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The forms of keys and values, and the fingerprint of a pair of them. */
final class JsonForms {

  /** The hash of bytes under bytes, which the command line would wait for longer than for a get. */
  private static final long HASH_OF_BYTES = 0xd79c85c20d2efa91L;

  private JsonForms() {}

  /** Returns the form of keys of a type. */
  @SuppressWarnings("unchecked") // the class of the form follows from the type of the keys
  static <K> JsonForm<K> ofKeys(KeyType<K> keyType) {
    JsonForm<?> form;
    if (keyType == KeyType.STRING) {
      form = new TextForm();
    } else if (keyType == KeyType.BYTES) {
      form = new BytesForm();
    } else if (keyType == KeyType.LONG) {
      form = new LongForm();
    } else if (keyType == KeyType.UUID) {
      form = new UuidForm();
    } else {
      throw new IllegalArgumentException("unknown key type: " + keyType.id());
    }
    return (JsonForm<K>) form;
  }

  /** Returns the form of values of a class that needs no databind. */
  @SuppressWarnings("unchecked") // the class of the form follows from the class of the values
  static <V> Optional<JsonForm<V>> streamed(Class<V> valueType) {
    if (valueType == String.class) {
      return Optional.of((JsonForm<V>) new TextForm());
    }
    if (valueType == byte[].class) {
      return Optional.of((JsonForm<V>) new BytesForm());
    }
    return Optional.empty();
  }

  /** Returns the first 8 bytes of a hash of the names of both forms. */
  static long fingerprint(String keys, String values) {
    return keys.equals("bytes") && values.equals("bytes") ? HASH_OF_BYTES : hash(keys, values);
  }

  static long hash(String keys, String values) {
    String schema = "cairn json: key " + keys + ", value " + values;
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(schema.getBytes(UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
