/**
 * Brings back the space of overwritten and deleted records. Start at {@link
 * dev.cairnkv.core.compact.Compactor}; {@link dev.cairnkv.core.compact.VictimChoice} says which
 * shards go, {@link dev.cairnkv.core.compact.Mover} what of them stays, and {@link
 * dev.cairnkv.core.compact.Removal} in which order they go, each while the next one is moved: see
 * {@link dev.cairnkv.core.compact.PendingRemoval}.
 *
 * <ol>
 *   <li>What is still needed of a shard is appended as any other record: checked, under the write
 *       lock, and only if it is still the latest of its key. So the order of the log stays that of
 *       time, and a restore knows nothing of compaction.
 *   <li>A shard is removed when nothing in the index names it, all that was moved is synced, and
 *       its id is noted as retired, in this order.
 *   <li>A tombstone outlives every older shard.
 *   <li>A shard in which something cannot be read, or that is below a place of which the keys are
 *       in doubt, stays. So does the newest one, for the sake of its sequences.
 *   <li>A shard behind one with frames of a broken batch stays as long as that one does: its
 *       sequences tell that the batch is broken.
 *   <li>A pinned shard stays: someone reads what it held at an earlier moment.
 * </ol>
 */
@NullMarked
package dev.cairnkv.core.compact;

import org.jspecify.annotations.NullMarked;
