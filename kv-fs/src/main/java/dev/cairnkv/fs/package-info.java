/**
 * Shards as memory-mapped files in one directory. Start at {@link dev.cairnkv.fs.FileShardStorage};
 * {@code FileNames} says what lies in the directory, {@code MappedShard} is an open shard, {@code
 * Publication} makes every new file appear whole or not at all.
 *
 * <ol>
 *   <li>All bytes of a shard are reserved before it has its name, so a write through the mapping
 *       never meets a full disk.
 *   <li>A file gets its name after its content is durable, and the call returns after the name is.
 *   <li>A channel lives within one call of {@code Uninterruptible}; only the lock file's stays
 *       open, and no read or write goes through that one. A checkpoint that is written stays open
 *       as well, as a file that no interrupt closes.
 *   <li>A shard that another directory has a hard link to is replaced by a copy before it is
 *       changed: {@code HardLinks}.
 *   <li>Names come from ids and checked names only; what is not a regular file is never opened.
 * </ol>
 */
@NullMarked
package dev.cairnkv.fs;

import org.jspecify.annotations.NullMarked;
