package dev.cairnkv.fs;

import dev.cairnkv.spi.CheckpointReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** A published checkpoint: a file that is mapped into memory. */
final class MappedCheckpointReader implements CheckpointReader {

  private final Path file;
  private final Mapping mapping;
  private volatile boolean closed;

  MappedCheckpointReader(Path file) throws IOException {
    this.file = file;
    this.mapping = Mapping.forReading(file);
  }

  @Override
  public long sizeBytes() {
    return mapping.sizeBytes();
  }

  @Override
  public MemorySegment read(long offset, long length) {
    if (closed) {
      throw new IllegalStateException(file + " is closed");
    }
    return mapping.read(offset, length);
  }

  @Override
  public void close() {
    closed = true;
    mapping.close();
  }
}
