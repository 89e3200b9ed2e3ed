package dev.cairnkv.reliability.image;

import dev.cairnkv.spi.CheckpointReader;
import java.lang.foreign.MemorySegment;

/** The checkpoint of an image. */
record ImageCheckpointReader(MemorySegment bytes) implements CheckpointReader {

  @Override
  public long sizeBytes() {
    return bytes.byteSize();
  }

  @Override
  public MemorySegment read(long offset, long length) {
    return bytes.asSlice(offset, length).asReadOnly();
  }

  @Override
  public void close() {}
}
