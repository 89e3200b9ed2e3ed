package dev.cairnkv.spi;

import dev.cairnkv.StorageException;

/**
 * A checkpoint that is being written, from its first byte to its last. Nobody sees it before {@link
 * #publish} returns. For one thread.
 */
public interface CheckpointWriter extends AutoCloseable {

  /**
   * Appends {@code length} bytes of {@code source}, from {@code start}.
   *
   * @throws IndexOutOfBoundsException if the range is not within the source, or goes beyond the
   *     size that the checkpoint was begun with; nothing is written
   * @throws IllegalStateException if it is published or closed
   * @throws StorageException if the write fails
   */
  void append(byte[] source, int start, int length);

  /**
   * Puts the checkpoint in place of the one before it, durably against power loss and all or
   * nothing: after a crash at any moment there is the one before or this one, whole. What was not
   * appended is zero.
   *
   * @throws IllegalStateException if it is published or closed
   * @throws StorageException if that fails; the one before may or may not have been replaced
   */
  void publish();

  /** Drops the checkpoint if it is not published, and gives up what it holds. */
  @Override
  void close();
}
