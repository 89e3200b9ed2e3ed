package dev.cairnkv.spi;

import dev.cairnkv.StorageException;
import java.lang.foreign.MemorySegment;

/** A published checkpoint, open for reading. Safe for use by several threads. */
public interface CheckpointReader extends AutoCloseable {

  /** Returns the number of bytes. */
  long sizeBytes();

  /**
   * Returns a read-only view of {@code length} bytes at {@code offset}, without copying them where
   * that is possible. The view may be used until the reader is closed; after that, using it throws
   * {@link IllegalStateException}. Using it throws {@link InternalError} if the device fails.
   *
   * @throws IndexOutOfBoundsException if the range is not within the checkpoint
   * @throws IllegalStateException if the reader is closed
   * @throws StorageException if the read fails
   */
  MemorySegment read(long offset, long length);

  /** Gives up the checkpoint. Closing twice is harmless. */
  @Override
  void close();
}
