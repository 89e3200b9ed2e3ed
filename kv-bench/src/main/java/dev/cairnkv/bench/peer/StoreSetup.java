package dev.cairnkv.bench.peer;

import java.nio.file.Path;

/**
 * What a store is opened for.
 *
 * @param directory where it is; exists, and is empty for a new store
 * @param keys how many keys it will hold at most
 * @param valueBytes the length of the values
 * @param synced whether each put is to survive a power loss when it returns; otherwise it is to
 *     survive the end of the process, where the store can do that
 */
public record StoreSetup(Path directory, long keys, int valueBytes, boolean synced) {

  /** The length of keys in bytes; as strings they have as many characters. */
  public static final int KEY_BYTES = 16;
}
