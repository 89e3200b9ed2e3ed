package dev.cairnkv;

/**
 * A shard or document is not what this version of Cairn reads: another format version, another
 * store, a name that does not match its content, or a header that is damaged.
 */
public final class WrongFormatException extends KvException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that says what was expected, found and what to do. */
  public WrongFormatException(String message) {
    super(message, null);
  }

  /** Makes the exception with its cause. */
  public WrongFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
