package dev.cairnkv.core.manifest;

import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.fingerprint.FingerprintSeed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a store is, from its beginning on.
 *
 * @param storeId the random id of the store, which every checksum depends on
 * @param keyType the id of the key type
 * @param seed the random seed of the fingerprints
 * @param createdEpochMillis when the store was begun
 */
public record Manifest(
    UUID storeId, String keyType, FingerprintSeed seed, long createdEpochMillis) {
  /** The name of the document. */
  public static final String NAME = "manifest";

  private static final int FORMAT = 1;
  private static final String FORMAT_FIELD = "cairn-store-format";
  private static final String STORE_ID = "store-id";
  private static final String KEY_TYPE = "key-type";
  private static final String SEED = "fingerprint-seed";
  private static final String CREATED = "created";

  /** Returns the bytes of the document. */
  public byte[] encode() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(FORMAT_FIELD, Integer.toString(FORMAT));
    fields.put(STORE_ID, storeId.toString());
    fields.put(KEY_TYPE, keyType);
    fields.put(SEED, hex(seed.first()) + hex(seed.second()));
    fields.put(CREATED, Instant.ofEpochMilli(createdEpochMillis).toString());
    return new TextDocument(fields).encode();
  }

  /**
   * Reads the document.
   *
   * @param location where the store is, for messages
   * @throws WrongFormatException if it is damaged or of another format
   */
  public static Manifest decode(byte[] bytes, String location) {
    String document = "the manifest of " + location;
    TextDocument text = TextDocument.decode(bytes, document);
    String format = text.value(FORMAT_FIELD, document);
    if (!format.equals(Integer.toString(FORMAT))) {
      throw new WrongFormatException(
          "%s has format %s, but this version reads format %d; use a version of Cairn that reads it"
              .formatted(document, format, FORMAT));
    }
    try {
      String seed = text.value(SEED, document);
      return new Manifest(
          UUID.fromString(text.value(STORE_ID, document)),
          text.value(KEY_TYPE, document),
          new FingerprintSeed(
              HexFormat.fromHexDigitsToLong(seed, 0, 16),
              HexFormat.fromHexDigitsToLong(seed, 16, 32)),
          Instant.parse(text.value(CREATED, document)).toEpochMilli());
    } catch (IllegalArgumentException
        | DateTimeException
        | ArithmeticException
        | IndexOutOfBoundsException e) {
      throw new WrongFormatException(document + " has a field that cannot be read", e);
    }
  }

  private static String hex(long value) {
    return HexFormat.of().toHexDigits(value);
  }
}
