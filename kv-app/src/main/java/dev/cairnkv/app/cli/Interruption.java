package dev.cairnkv.app.cli;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;

/** Lets a shell end a command that takes long: Ctrl-C interrupts the thread that runs it. */
final class Interruption {

  private Interruption() {}

  /** Throws if this thread was interrupted. */
  static void check() throws InterruptedIOException {
    if (Thread.interrupted()) {
      throw new InterruptedIOException("interrupted");
    }
  }

  /** The same for places that may throw nothing that is checked. */
  static void checkUnchecked() {
    try {
      check();
    } catch (InterruptedIOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
