package dev.cairnkv.core.log;

/**
 * A place between two records.
 *
 * @param shardId the shard of the next record, which may not exist yet
 * @param offset the offset of the next record in that shard
 * @param nextSequence the sequence of the next record
 */
public record LogPosition(int shardId, long offset, long nextSequence) {}
