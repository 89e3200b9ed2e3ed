package dev.cairnkv;

/**
 * Is told what happens in a store.
 *
 * <p>Implementations must be safe for use by several threads and return soon: they are called by
 * the thread in which it happened, maybe under a lock of the store. They must not call the store.
 * What they throw goes to the uncaught exception handler of that thread, and the store goes on.
 *
 * {@snippet file="OpeningAStore.java" region="listener"}
 */
@FunctionalInterface
public interface StoreListener {

  /** Takes an event. */
  void onEvent(StoreEvent event);

  /** Returns a listener that does nothing. */
  static StoreListener none() {
    return SilentListener.INSTANCE;
  }
}
