package dev.cairnkv.core.index;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Has memory for some allocations only. */
final class ScarceArena implements Arena {
  private final Arena arena;
  private int left;

  ScarceArena(Arena arena, int left) {
    this.arena = arena;
    this.left = left;
  }

  /** Says for how many allocations there is memory from now on. */
  void setLeft(int allocations) {
    left = allocations;
  }

  @Override
  public MemorySegment allocate(long bytes, long alignment) {
    if (left-- <= 0) {
      throw new OutOfMemoryError("as a test has it");
    }
    return arena.allocate(bytes, alignment);
  }

  @Override
  public MemorySegment.Scope scope() {
    return arena.scope();
  }

  @Override
  public void close() {
    arena.close();
  }
}
