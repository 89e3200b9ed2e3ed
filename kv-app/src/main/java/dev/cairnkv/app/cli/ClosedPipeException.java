package dev.cairnkv.app.cli;

import java.io.IOException;

/** Whoever read standard output reads no more, as {@code head} does when it has enough. */
final class ClosedPipeException extends IOException {
  private static final long serialVersionUID = 1L;

  ClosedPipeException(Throwable cause) {
    super("standard output is closed", cause);
  }
}
