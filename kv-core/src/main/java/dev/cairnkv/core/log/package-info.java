/**
 * The log: all shards of a store, of which one is active. Start at {@link
 * dev.cairnkv.core.log.ShardLog}.
 *
 * <ol>
 *   <li>Frames are appended to the active shard only, by one thread at a time.
 *   <li>A shard gets its first frame only when all shards before it are sealed and synced.
 *   <li>A shard always keeps room for its seal.
 *   <li>After a write or a sync has failed, nothing is written any more.
 * </ol>
 */
@NullMarked
package dev.cairnkv.core.log;

import org.jspecify.annotations.NullMarked;
