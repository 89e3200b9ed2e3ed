package dev.cairnkv;

/**
 * A frame fails its checksum or contradicts the index: the bytes are not those once written.
 *
 * {@snippet file="UsingAStore.java" region="errors"}
 */
public final class CorruptFrameException extends KvException {
  private static final long serialVersionUID = 1L;

  private final int shardId;
  private final long offset;

  /** Makes the exception for the frame at {@code offset} of a shard. */
  public CorruptFrameException(int shardId, long offset, String found) {
    super(
        "corrupt frame in shard "
            + shardId
            + " at offset "
            + offset
            + ": "
            + found
            + "; the record is lost unless a backup has it, all others are unharmed",
        null);
    this.shardId = shardId;
    this.offset = offset;
  }

  /** Returns the id of the shard. */
  public int shardId() {
    return shardId;
  }

  /** Returns where the frame begins, in bytes from the beginning of the shard. */
  public long offset() {
    return offset;
  }
}
