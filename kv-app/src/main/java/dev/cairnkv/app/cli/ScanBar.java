package dev.cairnkv.app.cli;

import dev.cairnkv.ScanProgress;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how much of the shards has been read. */
final class ScanBar implements ScanProgress, AutoCloseable {
  private final @Nullable ProgressBar bar;

  private ScanBar(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /** Returns a bar on standard error, until it is closed, if a person reads. */
  static ScanBar of(String task, Streams streams) {
    return new ScanBar(
        streams.errIsTerminal()
            ? Progress.builder(task, Progress.UNKNOWN_SIZE, streams).build()
            : null);
  }

  @Override
  public void at(long doneBytes, long totalBytes) {
    if (bar != null) {
      bar.maxHint(totalBytes);
      bar.stepTo(doneBytes);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
