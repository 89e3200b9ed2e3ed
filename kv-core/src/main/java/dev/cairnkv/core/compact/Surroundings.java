package dev.cairnkv.core.compact;

import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.checkpoint.CheckpointKeeper;
import dev.cairnkv.core.event.Events;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.core.order.KeyOrder;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;

/**
 * What a compaction works on.
 *
 * @param storage where the shards are
 * @param catalog the latest records
 * @param order the keys in order
 * @param log what they are appended to
 * @param checkpoints writes checkpoints, which must not see a shard vanish
 * @param turn lets one thread at a time write
 * @param events are told what happens
 * @param clock tells how long it takes
 */
public record Surroundings(
    ShardStorage storage,
    Catalog catalog,
    KeyOrder<?> order,
    ShardLog log,
    CheckpointKeeper checkpoints,
    WriteTurn turn,
    Events events,
    Clock clock) {}
