package dev.cairnkv.app.cli;

import dev.cairnkv.KvStore;
import dev.cairnkv.app.config.KvConfig;

/** Opens the store that a configuration describes. */
@FunctionalInterface
public interface StoreOpener {

  /** Returns the store; the caller closes it. */
  KvStore<byte[], byte[]> open(KvConfig config);
}
