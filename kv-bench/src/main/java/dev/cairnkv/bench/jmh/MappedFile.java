package dev.cairnkv.bench.jmh;

import dev.cairnkv.bench.child.Directories;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A mapped file of zeros that is in memory, in a directory of its own, until it is closed. */
final class MappedFile implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final Path directory;
  private final MemorySegment bytes;

  MappedFile(long length) throws IOException {
    directory = Files.createTempDirectory("kv-bench");
    try (FileChannel channel =
        FileChannel.open(
            directory.resolve("file"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, length, arena).fill((byte) 0);
    }
  }

  MemorySegment bytes() {
    return bytes;
  }

  @Override
  public void close() {
    arena.close();
    Directories.delete(directory);
  }
}
