package dev.cairnkv;

/**
 * A place in the log where records are missing.
 *
 * @param shardId the shard
 * @param offset where the gap begins, in bytes from the beginning of the shard
 * @param records how many records stood there, as their sequences tell; some may have been
 *     overwritten or deleted later
 * @param keysKnown whether the checkpoint tells which keys are lost: they are listed as {@link
 *     LostRecord}. If not, nobody can tell, and a key that was written there is served with its
 *     older value or as missing
 */
public record LostRange(int shardId, long offset, long records, boolean keysKnown) {}
