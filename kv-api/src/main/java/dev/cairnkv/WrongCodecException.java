package dev.cairnkv;

/**
 * A shard was written by a codec that is not present, or that is present with another version or
 * schema.
 */
public final class WrongCodecException extends KvException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that says what was expected, found and what to do. */
  public WrongCodecException(String message) {
    super(message, null);
  }
}
