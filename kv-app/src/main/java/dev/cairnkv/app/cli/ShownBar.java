package dev.cairnkv.app.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A progress bar on a line of its own. */
final class ShownBar implements AutoCloseable {
  private final ProgressBar bar;
  private final Progress.Line line;

  ShownBar(ProgressBarBuilder builder, Streams streams) {
    this.line = new Progress.Line(streams.err());
    this.bar = builder.setConsumer(line).build();
  }

  void at(long done, long total) {
    bar.maxHint(total);
    bar.stepTo(done);
  }

  /** Ends the line, which the library leaves open if it is closed before it first drew the bar. */
  @Override
  public void close() {
    bar.close();
    line.close();
  }
}
