package dev.cairnkv.app.transfer;

/** A line cannot be imported. The message is the reason, without the line's number. */
final class BadLineException extends Exception {
  private static final long serialVersionUID = 1L;

  BadLineException(String reason) {
    super(reason, null, false, false);
  }
}
