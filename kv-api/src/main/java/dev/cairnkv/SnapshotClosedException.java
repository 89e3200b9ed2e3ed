package dev.cairnkv;

/** The snapshot was closed before or during the call, while its store goes on. */
public final class SnapshotClosedException extends KvException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that says what was expected, found and what to do. */
  public SnapshotClosedException(String message) {
    super(message, null);
  }

  /** Makes the exception with its cause. */
  public SnapshotClosedException(String message, Throwable cause) {
    super(message, cause);
  }
}
