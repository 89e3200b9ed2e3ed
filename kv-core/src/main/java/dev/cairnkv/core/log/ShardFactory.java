package dev.cairnkv.core.log;

import dev.cairnkv.StorageException;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardStorage;
import java.util.UUID;

/**
 * Begins new shards.
 *
 * @param storage where
 * @param storeId the store they belong to
 * @param codec the codec that will write to them
 * @param shardSizeBytes their size
 * @param clock tells when
 */
public record ShardFactory(
    ShardStorage storage, UUID storeId, CodecStamp codec, long shardSizeBytes, Clock clock) {

  /** Makes a shard whose first frame is to have the sequence given. */
  public LogShard create(int id, long baseSequence) {
    if (id > ShardStorage.MAX_SHARD_ID) {
      throw new StorageException(
          "the store has used up its "
              + ShardStorage.MAX_SHARD_ID
              + " shard ids; export it into a new store with larger shards");
    }
    ShardHeader header =
        new ShardHeader(id, storeId, shardSizeBytes, baseSequence, clock.epochMillis(), codec);
    Shard shard = storage.createShard(id, shardSizeBytes, header.encode());
    return new LogShard(shard, header);
  }

  /** Whether a shard has the codec and the size of new ones. */
  boolean wouldMakeLike(LogShard shard) {
    return shard.header().codec().equals(codec) && shard.sizeBytes() == shardSizeBytes;
  }
}
