package dev.cairnkv;

/** There is no store in the place given, and none may be begun there. */
public final class StoreNotFoundException extends KvException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that says what was expected, found and what to do. */
  public StoreNotFoundException(String message) {
    super(message, null);
  }
}
