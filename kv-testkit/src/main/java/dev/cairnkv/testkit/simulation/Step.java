package dev.cairnkv.testkit.simulation;

/**
 * A call of the port that was numbered.
 *
 * @param call which one
 * @param shardId the shard that it was about, or 0
 */
public record Step(Call call, int shardId) {

  /** The calls that are numbered: those that change something, or that a storage can fail. */
  public enum Call {
    /** {@link dev.cairnkv.spi.ShardStorage#create}. */
    CREATE(true, true),
    /** {@link dev.cairnkv.spi.ShardStorage#lock}. */
    LOCK(false, false),
    /** {@link dev.cairnkv.spi.ShardStorage#shardIds}. */
    LIST_SHARDS(false, false),
    /** {@link dev.cairnkv.spi.ShardStorage#unknownNames}. */
    LIST_UNKNOWN_NAMES(false, false),
    /** {@link dev.cairnkv.spi.ShardStorage#createShard}. */
    CREATE_SHARD(true, true),
    /** {@link dev.cairnkv.spi.ShardStorage#openShard}. */
    OPEN_SHARD(false, false),
    /** {@link dev.cairnkv.spi.ShardStorage#truncateShard}. */
    TRUNCATE_SHARD(false, false),
    /** {@link dev.cairnkv.spi.ShardStorage#deleteShard}. */
    DELETE_SHARD(false, true),
    /** {@link dev.cairnkv.spi.ShardStorage#quarantineShard}. */
    QUARANTINE_SHARD(false, true),
    /** {@link dev.cairnkv.spi.ShardStorage#shareShard}, of the target. */
    SHARE_SHARD(true, true),
    /** {@link dev.cairnkv.spi.ShardStorage#createCheckpoint}. */
    CREATE_CHECKPOINT(true, false),
    /** {@link dev.cairnkv.spi.CheckpointWriter#append}. */
    APPEND_CHECKPOINT(false, false),
    /** {@link dev.cairnkv.spi.CheckpointWriter#publish}. */
    PUBLISH_CHECKPOINT(false, true),
    /** {@link dev.cairnkv.spi.ShardStorage#openCheckpoint}. */
    OPEN_CHECKPOINT(false, false),
    /** {@link dev.cairnkv.spi.ShardStorage#deleteCheckpoint}. */
    DELETE_CHECKPOINT(false, true),
    /** {@link dev.cairnkv.spi.ShardStorage#readDocument}. */
    READ_DOCUMENT(false, false),
    /** {@link dev.cairnkv.spi.ShardStorage#writeDocument}. */
    WRITE_DOCUMENT(true, true),
    /** {@link dev.cairnkv.spi.ShardStorage#deleteDocument}. */
    DELETE_DOCUMENT(false, true),
    /** {@link dev.cairnkv.spi.Shard#append}. */
    APPEND(false, false),
    /** {@link dev.cairnkv.spi.Shard#sync}. */
    SYNC(false, false);

    private final boolean takesRoom;

    private final boolean changesNames;

    Call(boolean takesRoom, boolean changesNames) {
      this.takesRoom = takesRoom;
      this.changesNames = changesNames;
    }

    /** Whether a full disk is a {@link dev.cairnkv.StoreFullException} here. */
    public boolean takesRoom() {
      return takesRoom;
    }

    /** Whether something is made, replaced or deleted. */
    boolean changesNames() {
      return changesNames;
    }
  }

  @Override
  public String toString() {
    return shardId == 0 ? call.toString() : call + " " + shardId;
  }
}
