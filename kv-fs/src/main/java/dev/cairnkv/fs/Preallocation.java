package dev.cairnkv.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** How the bytes of a shard are reserved, so that the disk cannot be full when they are written. */
@FunctionalInterface
interface Preallocation {

  /** By writing zeros, which works everywhere. */
  Preallocation ZEROS = (file, channel, sizeBytes) -> writeZeros(channel, sizeBytes);

  /** By asking the system, which writes nothing. Where it cannot, zeros are written after all. */
  Preallocation SYSTEM_CALL =
      (file, channel, sizeBytes) -> {
        if (!PosixFallocate.reserve(file, sizeBytes) || channel.size() != sizeBytes) {
          writeZeros(channel, sizeBytes);
        }
      };

  /**
   * Returns the best way that needs no permission that this module was not given. The system's
   * functions are looked for when the first shard is made, as that takes longer than a get.
   */
  static Preallocation best() {
    return CLibrary.isAvailable() ? SYSTEM_CALL : ZEROS;
  }

  /**
   * Gives an empty file its size, all zeros.
   *
   * @throws NoSpaceException if there is no room; other exceptions may mean that, too
   */
  void reserve(Path file, FileChannel channel, long sizeBytes) throws IOException;

  private static void writeZeros(FileChannel channel, long sizeBytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(256 << 10);
    long offset = 0;
    while (offset < sizeBytes) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), sizeBytes - offset));
      offset += channel.write(zeros, offset);
    }
  }
}
