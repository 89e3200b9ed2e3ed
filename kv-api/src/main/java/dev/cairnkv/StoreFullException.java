package dev.cairnkv;

/**
 * There is no room for a new shard or document. Nothing was written, and the store goes on; writes
 * succeed again once there is room.
 */
public final class StoreFullException extends KvException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that says what was expected, found and what to do. */
  public StoreFullException(String message) {
    super(message, null);
  }

  /** Makes the exception with its cause. */
  public StoreFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
