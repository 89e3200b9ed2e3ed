package dev.cairnkv;

/** A codec cannot encode a key or value, or cannot decode a payload whose checksum is right. */
public final class CodecException extends KvException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that says what was expected, found and what to do. */
  public CodecException(String message) {
    super(message, null);
  }

  /** Makes the exception with its cause. */
  public CodecException(String message, Throwable cause) {
    super(message, cause);
  }
}
