package dev.cairnkv.bench;

/** The options make no sense; the message says which and why. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
