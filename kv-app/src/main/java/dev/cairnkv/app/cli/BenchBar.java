package dev.cairnkv.app.cli;

import dev.cairnkv.app.bench.BenchProgress;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how far a bench is and how fast, one line for each phase. */
final class BenchBar implements BenchProgress, AutoCloseable {
  private final Streams streams;
  private @Nullable ShownBar bar;
  private String phase = "";

  BenchBar(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void at(String phase, long done, long total) {
    if (!streams.errIsTerminal()) {
      return;
    }
    ShownBar shown = bar;
    if (shown == null || !phase.equals(this.phase)) {
      close();
      this.phase = phase;
      shown = Progress.counting(phase, total, streams);
      bar = shown;
    }
    shown.at(done, total);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
