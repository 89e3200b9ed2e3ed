package dev.cairnkv.app.transfer;

/** What was asked for does not fit the file. The message says what to ask for instead. */
public final class WrongUsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that says what was expected, found and what to do. */
  public WrongUsageException(String message) {
    super(message);
  }
}
