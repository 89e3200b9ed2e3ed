package dev.cairnkv;

/** The store was begun with another key type. */
public final class WrongKeyTypeException extends KvException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that says what was expected, found and what to do. */
  public WrongKeyTypeException(String message) {
    super(message, null);
  }
}
