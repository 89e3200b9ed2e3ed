package dev.cairnkv.core.restore;

import dev.cairnkv.StorageException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Opens the shards of one store, and only those.
 *
 * @param storage where they are
 * @param storeId the store
 * @param codecCheck throws if the codec of a shard is not present
 */
record ShardOpener(ShardStorage storage, UUID storeId, Consumer<ShardHeader> codecCheck) {

  LogShard open(int id, ShardAccess access) {
    Shard shard = storage.openShard(id, access);
    try {
      long headerLength = Math.min(shard.sizeBytes(), ShardHeaderDescriptor.LENGTH);
      String name = "shard " + id + " of " + storage.location();
      ShardHeader header = ShardHeader.decode(shard.read(0, headerLength), name);
      if (!header.storeId().equals(storeId)) {
        throw new WrongFormatException(
            "%s belongs to store %s, but this is store %s; move it away"
                .formatted(name, header.storeId(), storeId));
      }
      if (header.shardId() != id) {
        throw new WrongFormatException(
            "%s says that it is shard %d; give it its own name again"
                .formatted(name, header.shardId()));
      }
      codecCheck.accept(header);
      return new LogShard(shard, header);
    } catch (InternalError e) {
      shard.close();
      throw new StorageException("the device failed while reading shard " + id, e);
    } catch (Throwable e) {
      shard.close();
      throw e;
    }
  }

  /** Refuses an unsealed shard that something else has cut: room for the seal is always left. */
  void requireRoomForSeal(LogShard shard, long tail) {
    if (tail + FrameDescriptor.SEAL_LENGTH > shard.sizeBytes()) {
      throw new WrongFormatException(
          "shard %d of %s has %d bytes, but was made with %d and is not sealed: its end is missing; restore it from a backup"
              .formatted(
                  shard.id(),
                  storage.location(),
                  shard.sizeBytes(),
                  shard.header().shardSizeBytes()));
    }
  }
}
