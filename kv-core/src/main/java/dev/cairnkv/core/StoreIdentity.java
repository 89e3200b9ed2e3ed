package dev.cairnkv.core;

import dev.cairnkv.StorageException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.core.manifest.Manifest;
import dev.cairnkv.spi.ShardStorage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a store says of itself without being opened.
 *
 * @param storeId the random id of the store
 * @param keyType the id of the type of its keys
 * @param createdEpochMillis when it was begun
 * @param cleanlyShutDown whether nothing was written since it was last shut down
 */
public record StoreIdentity(
    UUID storeId, String keyType, long createdEpochMillis, boolean cleanlyShutDown) {

  /**
   * Reads the documents of a store, which may be open.
   *
   * @return the identity, or {@code null} if there is no manifest
   * @throws WrongFormatException if the manifest is damaged or of another format
   * @throws StorageException if the storage fails
   */
  public static @Nullable StoreIdentity read(ShardStorage storage) {
    byte[] bytes = storage.readDocument(Manifest.NAME);
    if (bytes == null) {
      return null;
    }
    Manifest manifest = Manifest.decode(bytes, storage.location());
    return new StoreIdentity(
        manifest.storeId(),
        manifest.keyType(),
        manifest.createdEpochMillis(),
        storage.readDocument(CleanMark.NAME) != null);
  }
}
