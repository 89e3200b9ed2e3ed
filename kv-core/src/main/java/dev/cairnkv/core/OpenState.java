package dev.cairnkv.core;

import dev.cairnkv.StoreClosedException;

/** Whether a store is open. Safe for use by any number of threads. */
final class OpenState {
  private final String location;
  private volatile boolean closed;

  OpenState(String location) {
    this.location = location;
  }

  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
  }

  void require() {
    if (closed) {
      throw new StoreClosedException(message());
    }
  }

  /** What is read may be closed meanwhile, which a codec may report as an error of its own. */
  RuntimeException closedOr(RuntimeException e) {
    return closed ? new StoreClosedException(message(), e) : e;
  }

  private String message() {
    return "the store at " + location + " is shut down";
  }
}
