package dev.cairnkv;

/** The store was shut down before or during the call. Nothing was written. */
public final class StoreClosedException extends KvException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that says what was expected, found and what to do. */
  public StoreClosedException(String message) {
    super(message, null);
  }

  /** Makes the exception with its cause. */
  public StoreClosedException(String message, Throwable cause) {
    super(message, cause);
  }
}
