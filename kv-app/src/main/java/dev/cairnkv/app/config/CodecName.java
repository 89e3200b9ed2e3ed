package dev.cairnkv.app.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The codecs that a configuration may name: {@code json} or {@code kryo}, and behind it, each after
 * a plus, {@code zstd} for records that are compressed and {@code aes} for ones that are encrypted.
 * It is always in this order: what is encrypted cannot be compressed any more.
 */
public enum CodecName {
  /** Readable JSON. */
  JSON,

  /** Compact binary, by Kryo. */
  KRYO,

  /** JSON, compressed. */
  JSON_ZSTD,

  /** Compact binary, compressed. */
  KRYO_ZSTD,

  /** JSON, encrypted. */
  JSON_AES,

  /** Compact binary, encrypted. */
  KRYO_AES,

  /** JSON, compressed and encrypted. */
  JSON_ZSTD_AES,

  /** Compact binary, compressed and encrypted. */
  KRYO_ZSTD_AES;

  /**
   * Returns the name in configurations, which the id of the codec begins with: {@code json+zstd}.
   * That of an encrypting codec goes on with a dot and the id of the key.
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '+');
  }

  /** Returns whether it needs a key. */
  public boolean isEncrypted() {
    return name().endsWith("_AES");
  }

  /**
   * Returns the codec of a name, whatever the case.
   *
   * @throws IllegalArgumentException if there is none; the message says which there are
   */
  static CodecName of(String text) {
    return Arrays.stream(values())
        .filter(each -> each.id().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(expected(text)));
  }

  private static String expected(String found) {
    List<String> ids = Arrays.stream(values()).map(CodecName::id).toList();
    return "expected json or kryo, or one of them with +zstd, +aes or +zstd+aes, found %s%s"
        .formatted(found, Suggestion.didYouMean(found, ids));
  }
}
