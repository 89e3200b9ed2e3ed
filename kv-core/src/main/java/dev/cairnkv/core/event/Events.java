package dev.cairnkv.core.event;

import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreListener;

/**
 * Tells a listener. What it throws goes to the thread's uncaught exception handler, and whoever
 * tells goes on.
 *
 * @param listener the listener
 */
public record Events(StoreListener listener) {

  /** Tells what happened. */
  public void tell(StoreEvent event) {
    try {
      listener.onEvent(event);
    } catch (RuntimeException e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}
