package dev.cairnkv.app.cli;

import dev.cairnkv.KvStore;

/**
 * An open store that is shut down cleanly when the process is told to end, by Ctrl-C for example.
 */
final class StoreSession implements AutoCloseable {
  private final KvStore<byte[], byte[]> store;
  private final Thread hook;
  private volatile boolean interrupted;
  private volatile Runnable farewell = () -> {};

  StoreSession(KvStore<byte[], byte[]> store) {
    this.store = store;
    this.hook = new Thread(this::interrupt, "kv-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  KvStore<byte[], byte[]> store() {
    return store;
  }

  /** Returns whether the process is about to end before the command is done. */
  boolean interrupted() {
    return interrupted;
  }

  /** Sets what is done once the store is shut down before the command is done. */
  void onInterrupt(Runnable farewell) {
    this.farewell = farewell;
  }

  @Override
  public void close() {
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
