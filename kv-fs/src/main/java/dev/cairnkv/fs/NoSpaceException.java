package dev.cairnkv.fs;

import java.io.IOException;

/** The disk is full, the quota is spent, or a file may not grow that large. */
final class NoSpaceException extends IOException {
  private static final long serialVersionUID = 1L;

  NoSpaceException(String message) {
    super(message);
  }

  NoSpaceException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
