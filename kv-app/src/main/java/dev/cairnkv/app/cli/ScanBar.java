package dev.cairnkv.app.cli;

import dev.cairnkv.ScanProgress;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how much of the shards has been read. */
final class ScanBar implements ScanProgress, AutoCloseable {
  private final @Nullable ShownBar bar;

  private ScanBar(@Nullable ShownBar bar) {
    this.bar = bar;
  }

  /** Returns a bar on standard error, until it is closed, if a person reads. */
  static ScanBar of(String task, Streams streams) {
    return new ScanBar(streams.errIsTerminal() ? Progress.bytes(task, streams) : null);
  }

  @Override
  public void at(long doneBytes, long totalBytes) {
    if (bar != null) {
      bar.at(doneBytes, totalBytes);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
