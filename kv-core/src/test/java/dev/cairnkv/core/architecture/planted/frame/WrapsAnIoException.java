package dev.cairnkv.core.architecture.planted.frame;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Breaks a rule on purpose. */
final class WrapsAnIoException {
  private WrapsAnIoException() {}

  static void fail() {
    throw new UncheckedIOException(new IOException());
  }
}
