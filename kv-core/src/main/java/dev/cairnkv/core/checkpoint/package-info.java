/**
 * The index on disk, so that restoring reads only what was written after it. Start at {@link
 * dev.cairnkv.core.checkpoint.CheckpointKeeper}, which says when one is written; {@link
 * dev.cairnkv.core.checkpoint.CheckpointDescriptor} has the bytes.
 *
 * <ol>
 *   <li>A checkpoint is advisory: whatever is wrong with it, the store opens without it.
 *   <li>It holds the latest record of every key as of its position, or a later one. Replaying from
 *       the position on gives the state of the log's end.
 *   <li>Everything it names was synced before it was published.
 * </ol>
 */
@NullMarked
package dev.cairnkv.core.checkpoint;

import org.jspecify.annotations.NullMarked;
