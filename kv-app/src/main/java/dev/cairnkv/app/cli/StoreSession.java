package dev.cairnkv.app.cli;

import dev.cairnkv.KvStore;
import org.jspecify.annotations.Nullable;

/**
 * An open store that is shut down cleanly when the process is told to end, by Ctrl-C for example.
 */
final class StoreSession implements AutoCloseable {
  private final KvStore<byte[], byte[]> store;
  private final Runnable usualFarewell;
  private final @Nullable StoreSession lender;
  private final Thread hook;
  private volatile boolean interrupted;
  private volatile Runnable farewell;

  private StoreSession(
      KvStore<byte[], byte[]> store, Runnable farewell, @Nullable StoreSession lender) {
    this.store = store;
    this.usualFarewell = farewell;
    this.farewell = farewell;
    this.lender = lender;
    this.hook = new Thread(this::interrupt, "kv-shutdown");
  }

  /**
   * Returns a session that owns a store.
   *
   * @param farewell is done once the store is shut down before the command is done
   */
  static StoreSession of(KvStore<byte[], byte[]> store, Runnable farewell) {
    StoreSession session = new StoreSession(store, farewell, null);
    Runtime.getRuntime().addShutdownHook(session.hook);
    return session;
  }

  /** Returns a session with the same store, which stays open when the session is closed. */
  StoreSession lend() {
    return new StoreSession(store, usualFarewell, this);
  }

  KvStore<byte[], byte[]> store() {
    return store;
  }

  /** Returns whether the process is about to end before the command is done. */
  boolean interrupted() {
    return lender == null ? interrupted : lender.interrupted();
  }

  /** Sets what is done instead of the usual farewell. */
  void onInterrupt(Runnable farewell) {
    if (lender == null) {
      this.farewell = farewell;
    } else {
      lender.onInterrupt(farewell);
    }
  }

  @Override
  public void close() {
    if (lender != null) {
      lender.onInterrupt(usualFarewell);
      return;
    }
    try {
      store.close();
    } finally {
      forgetHook();
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      interrupted = true; // the process has begun to end, and the hook runs by now
    }
  }

  private void interrupt() {
    interrupted = true;
    store.close();
    farewell.run();
  }
}
