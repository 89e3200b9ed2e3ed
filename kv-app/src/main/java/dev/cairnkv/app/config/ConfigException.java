package dev.cairnkv.app.config;

/**
 * A configuration that cannot be used. The message is one line that names the source and says what
 * was expected, what was found and what to do.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception that says what was expected and what was found, and where. */
  public ConfigException(String message) {
    super(message);
  }

  /** Makes one that was caused by another. */
  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
