package dev.cairnkv.spi;

import dev.cairnkv.StorageException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * An open shard: a fixed number of bytes that are written once, in ascending order.
 *
 * <p>Implementations must
 *
 * <ol>
 *   <li>allow any number of threads to {@link #read} while one thread appends and another syncs;
 *   <li>let a reader see what was appended as soon as {@code append} returned to a thread that the
 *       reader is ordered behind;
 *   <li>keep what was appended when the process ends without warning, and what was appended before
 *       a {@link #sync} that returned when the power fails;
 *   <li>give zeros for bytes never written;
 *   <li>not be affected by {@link Thread#interrupt}, nor clear a thread's interrupted status.
 * </ol>
 */
public interface Shard extends AutoCloseable {

  /** Returns the id of the shard. */
  int id();

  /** Returns the number of bytes that the shard holds. */
  long sizeBytes();

  /**
   * Writes {@code length} bytes of {@code source}, from {@code start}, at {@code offset}. The
   * caller never writes the same byte twice and never goes back to a lower offset, but for one
   * case: when a shard is repaired after a crash, what a torn write left behind the last intact
   * frame is written over.
   *
   * @throws IndexOutOfBoundsException if the range is not within the shard; nothing is written
   * @throws IllegalStateException if the shard is closed or was opened for reading only
   * @throws StorageException if the write fails; what the range holds then is unknown
   */
  void append(long offset, byte[] source, int start, int length);

  /**
   * Returns a read-only view of {@code length} bytes at {@code offset}, without copying them where
   * that is possible. The view may be used until the shard is closed; after that, using it throws
   * {@link IllegalStateException}. Using it throws {@link InternalError} if the device fails.
   *
   * @throws IndexOutOfBoundsException if the range is not within the shard
   * @throws IllegalStateException if the shard is closed
   * @throws StorageException if the read fails
   */
  MemorySegment read(long offset, long length);

  /**
   * Copies {@code length} bytes at {@code offset} into {@code target}, from {@code start}. Unless
   * overridden, by way of {@link #read(long, long)}. Where the device fails under mapped memory,
   * the copy may be wrong before {@link InternalError} is thrown, here or later: what is copied
   * counts only if a checksum says so.
   *
   * @throws IndexOutOfBoundsException if the range is not within the shard, or not within the
   *     target
   * @throws IllegalStateException if the shard is closed
   * @throws StorageException if the read fails
   */
  default void read(long offset, byte[] target, int start, int length) {
    MemorySegment.copy(read(offset, length), ValueLayout.JAVA_BYTE, 0, target, start, length);
  }

  /**
   * The same as {@link #read(long, byte[], int, int)} for a large piece that is read once, of what
   * was synced, or was there when the shard was opened. Where memory is mapped, there are ways to
   * read that leave the mapping alone, which take less time. Unless overridden, it is that read.
   *
   * @throws IndexOutOfBoundsException if the range is not within the shard, or not within the
   *     target
   * @throws IllegalStateException if the shard is closed
   * @throws StorageException if the read fails
   */
  default void readOnce(long offset, byte[] target, int start, int length) {
    read(offset, target, start, length);
  }

  /**
   * Brings {@code length} bytes at {@code offset} closer to the processor, where that is possible
   * and cheap, since they will be read soon. The range is within the shard. Unless overridden, it
   * does nothing.
   *
   * @throws IllegalStateException if the shard is closed and the hint would be of use
   */
  default void prefetch(long offset, int length) {}

  /**
   * Says that {@code length} bytes at {@code offset}, a range within the shard, will be appended
   * before long, so that what takes time the first time is done ahead of the writer. What the shard
   * holds stays the same. Unless overridden, it does nothing.
   *
   * @throws StorageException if the device fails; what that means is the same as if {@link #sync}
   *     had thrown it
   * @throws IllegalStateException if the shard is closed and the hint would be of use
   */
  default void expectAppends(long offset, long length) {}

  /**
   * Says that the shard will be read from its beginning to its end, so that reading ahead pays.
   * Unless overridden, it does nothing.
   *
   * @throws IllegalStateException if the shard is closed and the hint would be of use
   */
  default void expectSequentialReads() {}

  /**
   * Says that reads will come in no order from now on, so that reading ahead is of no use, as is
   * assumed of a shard that was opened. Unless overridden, it does nothing.
   *
   * @throws IllegalStateException if the shard is closed and the hint would be of use
   */
  default void expectRandomReads() {}

  /**
   * Makes everything appended before this call durable against power loss.
   *
   * @throws StorageException if that fails; the caller must not take a later success as a cure
   * @throws IllegalStateException if the shard is closed
   */
  void sync();

  /**
   * Gives up the shard, without a sync. Every call from now on is answered with {@link
   * IllegalStateException}; a use of a view that is under way, as part of a system call or of a
   * {@link java.nio.ByteBuffer}, is waited for. Closing twice is harmless.
   */
  @Override
  void close();
}
