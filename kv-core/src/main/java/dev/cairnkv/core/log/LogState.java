package dev.cairnkv.core.log;

import org.jspecify.annotations.Nullable;

/**
 * What the restore found, for the log to go on from.
 *
 * @param shards the open shards
 * @param active the shard to go on in, or null to begin a new one with the first write
 * @param nextShardId the id of the next new shard
 * @param nextSequence the sequence of the next record
 * @param cleanMark whether the clean mark stands and must go before the first write
 */
public record LogState(
    ShardTable shards,
    @Nullable LogShard active,
    int nextShardId,
    long nextSequence,
    boolean cleanMark) {}
