package dev.cairnkv.testkit.simulation;

import dev.cairnkv.spi.CheckpointReader;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** A published checkpoint that a process has open. */
final class SimulatedCheckpointReader implements CheckpointReader {
  private final SimulatedProcess process;
  private final ShardViews views;
  private final MemorySegment memory;
  private boolean closed;

  SimulatedCheckpointReader(SimulatedProcess process, byte[] content) {
    this.process = process;
    this.views = ShardViews.of(content, process.disk.strict);
    this.memory = views.memory();
  }

  @Override
  public long sizeBytes() {
    return memory.byteSize();
  }

  @Override
  public MemorySegment read(long offset, long length) {
    synchronized (process.disk) {
      process.requireAlive();
      if (closed) {
        throw new IllegalStateException("the checkpoint is closed");
      }
      Objects.checkFromIndexSize(offset, length, sizeBytes());
      return memory.asSlice(offset, length);
    }
  }

  @Override
  public void close() {
    synchronized (process.disk) {
      if (closed) {
        return;
      }
      closed = true;
    }
    views.close();
  }
}
