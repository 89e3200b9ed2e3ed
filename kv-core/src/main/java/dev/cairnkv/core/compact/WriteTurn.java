package dev.cairnkv.core.compact;

import dev.cairnkv.StoreClosedException;

/** Lets one thread at a time write. */
public interface WriteTurn {

  /**
   * Does something while nobody else writes.
   *
   * @throws StoreClosedException if the store is shut down; nothing was done
   */
  void take(Runnable writes);
}
