package dev.cairnkv.testkit;

import dev.cairnkv.spi.CheckpointReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** A published checkpoint: a copy of its own, since only that can be taken away by closing. */
final class InMemoryCheckpointReader implements CheckpointReader {

  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;
  private final AtomicBoolean closed = new AtomicBoolean();

  InMemoryCheckpointReader(byte[] content) {
    MemorySegment copy = arena.allocate(content.length);
    MemorySegment.copy(content, 0, copy, ValueLayout.JAVA_BYTE, 0, content.length);
    this.memory = copy.asReadOnly();
  }

  @Override
  public long sizeBytes() {
    return memory.byteSize();
  }

  @Override
  public MemorySegment read(long offset, long length) {
    if (closed.get()) {
      throw new IllegalStateException("the checkpoint is closed");
    }
    Objects.checkFromIndexSize(offset, length, sizeBytes());
    return memory.asSlice(offset, length);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      while (arena.scope().isAlive()) {
        try {
          arena.close();
        } catch (IllegalStateException inUse) {
          Thread.onSpinWait();
        }
      }
    }
  }
}
