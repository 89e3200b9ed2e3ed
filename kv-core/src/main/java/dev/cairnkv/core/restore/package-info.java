/**
 * From shards to a store that serves. Start at {@link dev.cairnkv.core.restore.Restore}.
 *
 * <ol>
 *   <li>After a clean shutdown the active shard is gone on with, from the place that the clean mark
 *       names.
 *   <li>After a crash the torn tail of the newest shard is cut, and the shard is sealed; nothing is
 *       ever appended to it again.
 *   <li>Nothing behind a hole is replayed, unless it is known that the hole was once synced: then
 *       it is damage, which is reported, and what stands behind it counts.
 *   <li>Replaying runs no codec.
 *   <li>Restoring again, also after a crash while restoring, gives the same.
 * </ol>
 */
@NullMarked
package dev.cairnkv.core.restore;

import org.jspecify.annotations.NullMarked;
