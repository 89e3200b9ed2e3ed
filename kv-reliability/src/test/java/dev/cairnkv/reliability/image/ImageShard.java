package dev.cairnkv.reliability.image;

import dev.cairnkv.spi.Shard;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A shard of an image. */
record ImageShard(int id, MemorySegment bytes) implements Shard {

  @Override
  public long sizeBytes() {
    return bytes.byteSize();
  }

  @Override
  public void append(long offset, byte[] source, int start, int length) {
    MemorySegment.copy(source, start, bytes, ValueLayout.JAVA_BYTE, offset, length);
  }

  @Override
  public MemorySegment read(long offset, long length) {
    return bytes.asSlice(offset, length).asReadOnly();
  }

  @Override
  public void sync() {}

  @Override
  public void close() {}
}
