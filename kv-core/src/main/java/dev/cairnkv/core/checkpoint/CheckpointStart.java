package dev.cairnkv.core.checkpoint;

import dev.cairnkv.core.log.LogPosition;

/**
 * Where a checkpoint begins.
 *
 * @param position the log's position at a moment at which no write is under way
 * @param tombstoneBytes the bytes of the tombstones before it in the shard of the position
 */
public record CheckpointStart(LogPosition position, long tombstoneBytes) {}
