package dev.cairnkv.core.compact;

import dev.cairnkv.spi.Clock;

/** Sees writers that wait for a compaction, since how long they do is timed. */
final class WatchingClock implements Clock {
  private volatile Runnable whenAWriterYields = () -> {};

  /** Has a writer do something as it begins to wait, and again when it has. */
  void whenAWriterYields(Runnable action) {
    whenAWriterYields = action;
  }

  @Override
  public long epochMillis() {
    return Clock.system().epochMillis();
  }

  @Override
  public long nanoTime() {
    if (StackWalker.getInstance()
        .walk(
            frames ->
                frames.anyMatch(
                    frame -> frame.getClassName().equals(Backpressure.class.getName())))) {
      whenAWriterYields.run();
    }
    return Clock.system().nanoTime();
  }
}
