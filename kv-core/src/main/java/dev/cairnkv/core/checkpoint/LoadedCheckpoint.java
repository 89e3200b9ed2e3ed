package dev.cairnkv.core.checkpoint;

import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.spi.ShardStorage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint that was read as a whole, and whose bytes are right.
 *
 * @param head what it says besides the keys
 * @param index its keys
 */
public record LoadedCheckpoint(CheckpointHead head, Index index) {

  /**
   * Reads the checkpoint of a store, or returns null if there is none.
   *
   * @throws WrongFormatException if it is damaged, of a newer version or of another store
   */
  public static @Nullable LoadedCheckpoint load(ShardStorage storage, UUID storeId) {
    try (OpenCheckpoint checkpoint = OpenCheckpoint.open(storage, storeId)) {
      return checkpoint == null
          ? null
          : new LoadedCheckpoint(checkpoint.head(), checkpoint.readIndex());
    }
  }
}
