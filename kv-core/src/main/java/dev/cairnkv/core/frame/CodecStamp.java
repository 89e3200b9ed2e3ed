package dev.cairnkv.core.frame;

import dev.cairnkv.spi.Codec;
import java.util.regex.Pattern;

/**
 * What a shard says about the codec that wrote it.
 *
 * @param id the id of the codec
 * @param version its version
 * @param schemaFingerprint the fingerprint of its schema
 */
public record CodecStamp(String id, int version, long schemaFingerprint) {
  private static final Pattern ID = Pattern.compile("[a-z0-9+._-]{1," + Codec.MAX_ID_LENGTH + "}");

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if it is not what {@link Codec#id} allows
   */
  public CodecStamp {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "a codec id must match " + ID.pattern() + ", but is '" + id + "'");
    }
  }

  /** Returns the stamp of a codec. */
  public static CodecStamp of(Codec<?, ?> codec) {
    return new CodecStamp(codec.id(), codec.version(), codec.schemaFingerprint());
  }
}
