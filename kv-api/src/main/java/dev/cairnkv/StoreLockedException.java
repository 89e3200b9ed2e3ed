package dev.cairnkv;

/** Another process, or another store of this process, has the store open. */
public final class StoreLockedException extends KvException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that says what was expected, found and what to do. */
  public StoreLockedException(String message) {
    super(message, null);
  }
}
