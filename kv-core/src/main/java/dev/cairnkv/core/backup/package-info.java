/**
 * Copies of a store as of one moment. Start at {@link dev.cairnkv.core.backup.Backup}; {@link
 * dev.cairnkv.core.backup.BackupSource} is the moment, {@code BackupPlan} what the target has of it
 * already, {@code ShardBackup} brings a shard there and checks it, and {@link
 * dev.cairnkv.core.backup.BackupWork} has the steps around it.
 *
 * <ol>
 *   <li>A backup is a store that was shut down cleanly, and nothing else. It needs no reader of its
 *       own.
 *   <li>Nothing of the former backup is changed before the new one is complete: shards are added,
 *       and the shard that the former one ended in gets more behind its tail, where a clean mark
 *       lets nobody look. So one document decides which of the two there is.
 *   <li>A shard that is there already is believed to be the same only if its header and its end
 *       are, and the newest one only if all of its bytes are.
 *   <li>What is added is read from the target, and each checksum looked at.
 *   <li>There is no checkpoint in a backup. It is advisory, takes 16 bytes a key each time, and the
 *       first opening of a backup should look at every record anyway.
 * </ol>
 */
@NullMarked
package dev.cairnkv.core.backup;

import org.jspecify.annotations.NullMarked;
