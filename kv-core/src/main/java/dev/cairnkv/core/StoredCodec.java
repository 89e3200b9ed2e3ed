package dev.cairnkv.core;

import dev.cairnkv.StorageException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.log.SealedHeader;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What shards say of the codec that wrote them, for tools that choose codecs by it.
 *
 * @param id the id of the codec
 * @param version its version
 * @param schemaFingerprint the fingerprint of its schema
 */
public record StoredCodec(String id, int version, long schemaFingerprint) {

  /**
   * Reads the headers of all shards of a store, which may be open. A shard that says nothing, as
   * its header and the copy in its seal are damaged, is left out.
   *
   * @param storeId the id of the store
   * @return what was found, without repetition, the newest shard's last
   * @throws StorageException if the storage fails
   * @throws WrongFormatException if what has the name of a shard cannot be one
   */
  public static List<StoredCodec> readAll(ShardStorage storage, UUID storeId) {
    Set<StoredCodec> found = new LinkedHashSet<>();
    for (int id : storage.shardIds()) {
      StoredCodec codec = read(storage, storeId, id);
      if (codec != null) {
        found.remove(codec);
        found.add(codec);
      }
    }
    return List.copyOf(found);
  }

  private static @Nullable StoredCodec read(ShardStorage storage, UUID storeId, int id) {
    try (Shard shard = storage.openShard(id, ShardAccess.READ)) {
      MemorySegment bytes = shard.read(0, shard.sizeBytes());
      ShardHeader header =
          ShardHeader.isIntact(bytes)
              ? ShardHeader.decode(bytes, "shard " + id + " of " + storage.location())
              : SealedHeader.find(bytes, storeId, id);
      return header == null ? null : of(header.codec());
    } catch (InternalError e) {
      throw new StorageException("the device failed while reading shard " + id, e);
    }
  }

  private static StoredCodec of(CodecStamp stamp) {
    return new StoredCodec(stamp.id(), stamp.version(), stamp.schemaFingerprint());
  }
}
