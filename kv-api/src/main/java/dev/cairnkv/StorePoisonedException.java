package dev.cairnkv;

/**
 * A write or a sync failed, so what the storage holds of the unsynced writes is unknown. Reads go
 * on; every later write fails with this until the store is restored anew. The cause is the first
 * failure.
 */
public final class StorePoisonedException extends KvException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that says what was expected, found and what to do. */
  public StorePoisonedException(String message) {
    super(message, null);
  }

  /** Makes the exception with its cause. */
  public StorePoisonedException(String message, Throwable cause) {
    super(message, cause);
  }
}
