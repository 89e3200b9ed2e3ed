package dev.cairnkv.testkit;

import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** A shard that someone has open. */
final class InMemoryShard implements Shard {

  private final InMemoryContent content;
  private final int id;
  private final ShardAccess access;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;
  private final MemorySegment readOnly;
  private final AtomicBoolean closed = new AtomicBoolean();

  InMemoryShard(InMemoryContent content, int id, long sizeBytes, ShardAccess access) {
    this.content = content;
    this.id = id;
    this.access = access;
    this.memory = arena.allocate(sizeBytes);
    this.readOnly = memory.asReadOnly();
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public long sizeBytes() {
    return memory.byteSize();
  }

  @Override
  public void append(long offset, byte[] source, int start, int length) {
    requireOpen();
    if (access == ShardAccess.READ) {
      throw new IllegalStateException("shard " + id + " was opened for reading only");
    }
    content.write(offset, source, start, length);
  }

  @Override
  public MemorySegment read(long offset, long length) {
    requireOpen();
    Objects.checkFromIndexSize(offset, length, sizeBytes());
    return readOnly.asSlice(offset, length);
  }

  @Override
  public void sync() {
    requireOpen();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      content.forget(this);
      while (arena.scope().isAlive()) {
        try {
          arena.close();
        } catch (IllegalStateException inUse) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** Takes over what was written to the content; the caller holds the content's monitor. */
  void accept(long offset, byte[] source, int start, int length) {
    MemorySegment.copy(source, start, memory, ValueLayout.JAVA_BYTE, offset, length);
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("shard " + id + " is closed");
    }
  }
}
