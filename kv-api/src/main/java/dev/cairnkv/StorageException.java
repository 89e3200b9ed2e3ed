package dev.cairnkv;

/** The storage failed: an I/O error, a missing permission, a missing shard. */
public final class StorageException extends KvException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that says what was expected, found and what to do. */
  public StorageException(String message) {
    super(message, null);
  }

  /** Makes the exception with its cause. */
  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
