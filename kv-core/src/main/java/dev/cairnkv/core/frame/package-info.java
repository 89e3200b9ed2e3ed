/**
 * The bytes of a shard: its header and its frames. Start at {@link
 * dev.cairnkv.core.frame.FrameDescriptor} and {@link dev.cairnkv.core.frame.ShardHeaderDescriptor};
 * {@code docs/FORMAT.md} has the same with reasons and an example.
 *
 * <ol>
 *   <li>Every number is little-endian, and every frame begins at a multiple of 8 bytes.
 *   <li>Every bit of a frame is covered by one of its two checksums, padding included.
 *   <li>A checksum holds only in the store, the shard and the offset that it was made for.
 *   <li>No length is believed before the checksum that covers it.
 * </ol>
 */
@NullMarked
package dev.cairnkv.core.frame;

import org.jspecify.annotations.NullMarked;
