package dev.cairnkv.core.checkpoint;

import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.spi.CheckpointReader;
import dev.cairnkv.spi.ShardStorage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint that was read, and whose bytes are right. Whether it fits the shards is yet to be
 * seen.
 *
 * @param head what it says besides the keys
 * @param index its keys
 * @param sizeBytes its size
 */
public record LoadedCheckpoint(CheckpointHead head, Index index, long sizeBytes) {

  /**
   * Reads the checkpoint of a store, or returns null if there is none.
   *
   * @throws WrongFormatException if it is damaged, of another format or of another store
   */
  public static @Nullable LoadedCheckpoint load(ShardStorage storage, UUID storeId) {
    try (CheckpointReader reader = storage.openCheckpoint()) {
      if (reader == null) {
        return null;
      }
      CheckpointDecoder decoder = new CheckpointDecoder(reader, storeId);
      CheckpointHead head = decoder.head();
      Index index = new Index();
      decoder.keysInto(index);
      return new LoadedCheckpoint(head, index, reader.sizeBytes());
    } catch (InternalError e) {
      throw new WrongFormatException("the device failed while reading the checkpoint", e);
    }
  }
}
