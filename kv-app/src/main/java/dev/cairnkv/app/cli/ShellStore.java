package dev.cairnkv.app.cli;

import dev.cairnkv.app.config.KvConfig;
import org.jspecify.annotations.Nullable;

/**
 * The store that a shell keeps open from one command to the next. It is opened when a command first
 * needs it, and anew when one asks for other settings.
 */
final class ShellStore implements AutoCloseable {
  private final StoreOpener opener;
  private final Runnable farewell;
  private @Nullable StoreSession session;
  private @Nullable KvConfig opened;

  /**
   * Makes one that is closed.
   *
   * @param farewell is done once the store is shut down before the shell is done
   */
  ShellStore(StoreOpener opener, Runnable farewell) {
    this.opener = opener;
    this.farewell = farewell;
  }

  /** Returns the store of a configuration; closing the session leaves it open. */
  StoreSession open(KvConfig config) {
    StoreSession current = session;
    if (current == null || !regardlessOfCreating(config).equals(opened)) {
      close();
      current = StoreSession.of(opener.open(config), farewell);
      session = current;
      opened = regardlessOfCreating(config);
    }
    return current.lend();
  }

  /** Closes the store, for a command that wants it for itself. The next one opens it again. */
  @Override
  public void close() {
    StoreSession current = session;
    session = null;
    opened = null;
    if (current != null) {
      current.close();
    }
  }

  /** Whether a store may be begun matters only as long as there is none. */
  private static KvConfig regardlessOfCreating(KvConfig config) {
    return config.withOptions(config.options().toBuilder().createIfMissing(true).build());
  }
}
