package dev.cairnkv.core.restore;

import dev.cairnkv.Damage;
import dev.cairnkv.StorageException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.SealedHeader;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.lang.foreign.MemorySegment;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Opens the shards of one store, and only those.
 *
 * @param storage where they are
 * @param storeId the store
 * @param codecCheck throws if the codec of a shard is not present
 * @param headerCopies gives the header that a shard of an id had, or null if it is not known
 * @param damages is told of damaged headers
 */
public record ShardOpener(
    ShardStorage storage,
    UUID storeId,
    Consumer<ShardHeader> codecCheck,
    IntFunction<@Nullable ShardHeader> headerCopies,
    Consumer<Damage> damages) {

  /**
   * Opens a shard.
   *
   * @throws WrongFormatException if it is none of this store, or its header is beyond recovery
   */
  public LogShard open(int id, ShardAccess access) {
    Shard shard = storage.openShard(id, access);
    try {
      String name = "shard " + id + " of " + storage.location();
      ShardHeader header = header(shard, id, name);
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

  private ShardHeader header(Shard shard, int id, String name) {
    MemorySegment bytes = shard.read(0, shard.sizeBytes());
    try {
      return ShardHeader.decode(bytes, name);
    } catch (WrongFormatException e) {
      if (ShardHeader.isIntact(bytes)) {
        throw e; // another format, and rightly so
      }
      ShardHeader copy = copy(bytes, id, name);
      if (copy == null) {
        throw e;
      }
      damages.accept(
          new Damage(id, 0, ShardHeaderDescriptor.LENGTH, "the shard header is damaged", true));
      return copy;
    }
  }

  private @Nullable ShardHeader copy(MemorySegment bytes, int id, String name) {
    ShardHeader sealed = SealedHeader.find(bytes, storeId, id);
    if (sealed != null) {
      return sealed;
    }
    ShardHeader known = headerCopies.apply(id);
    return known == null ? ShardHeader.correct(bytes, name) : known;
  }

  /**
   * Refuses a shard that goes on at {@code tail} and has no room there: for a seal there always is.
   */
  void requireRoomForSeal(LogShard shard, long tail) {
    if (ShardEnd.lacksRoomForASeal(shard, tail)) {
      throw endIsMissing(shard);
    }
  }

  /** Refuses an unsealed shard that something else has cut. */
  void requireWhole(LogShard shard, long tail) {
    if (ShardEnd.isMissing(shard, tail)) {
      throw endIsMissing(shard);
    }
  }

  private WrongFormatException endIsMissing(LogShard shard) {
    return new WrongFormatException(
        "shard %d of %s has %d bytes, but was made with %d and is not sealed: its end is missing; restore it from a backup, or salvage the rest with repair"
            .formatted(
                shard.id(),
                storage.location(),
                shard.sizeBytes(),
                shard.header().shardSizeBytes()));
  }
}
