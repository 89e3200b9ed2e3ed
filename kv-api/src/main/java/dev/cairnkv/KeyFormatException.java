package dev.cairnkv;

/** A text that is no key of the store's type. */
public class KeyFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** Makes an exception that says what was expected and what was found. */
  public KeyFormatException(String message) {
    super(message);
  }
}
