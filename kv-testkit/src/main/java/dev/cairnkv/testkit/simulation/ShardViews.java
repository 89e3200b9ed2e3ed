package dev.cairnkv.testkit.simulation;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The memory that an open shard or checkpoint gives views of. */
sealed interface ShardViews {

  MemorySegment memory();

  /** Takes over what was written; the caller holds the monitor of the disk. */
  void accept(byte[] content, int offset, int length);

  void close();

  static ShardViews of(byte[] content, boolean strict) {
    return strict ? new ClosingViews(content) : new HeapViews(content);
  }

  /** The content itself. Views stay usable after closing. */
  record HeapViews(MemorySegment memory) implements ShardViews {
    HeapViews(byte[] content) {
      this(MemorySegment.ofArray(content).asReadOnly());
    }

    @Override
    public void accept(byte[] content, int offset, int length) {}

    @Override
    public void close() {}
  }

  /** A copy, since only memory of its own can be taken away from those who have a view of it. */
  final class ClosingViews implements ShardViews {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;

    ClosingViews(byte[] content) {
      this.memory = arena.allocate(content.length);
      accept(content, 0, content.length);
    }

    @Override
    public MemorySegment memory() {
      return memory.asReadOnly();
    }

    @Override
    public void accept(byte[] content, int offset, int length) {
      MemorySegment.copy(content, offset, memory, ValueLayout.JAVA_BYTE, offset, length);
    }

    @Override
    public void close() {
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
