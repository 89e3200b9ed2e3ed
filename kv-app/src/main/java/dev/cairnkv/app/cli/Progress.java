package dev.cairnkv.app.cli;

import java.io.InputStream;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on a terminal how much of a stream has been read. */
final class Progress {
  static final long UNKNOWN_SIZE = -1;

  private static final int UPDATE_MILLIS = 200;

  /** A fixed width: the library would start processes to ask the terminal for its own. */
  private static final int WIDTH = 79;

  private static final long LARGE_BYTES = 10 << 20;

  private Progress() {}

  /** Returns {@code source} with a bar on standard error, until it is closed, if a person reads. */
  static InputStream of(InputStream source, long sizeBytes, Streams streams) {
    if (!streams.errIsTerminal()) {
      return source;
    }
    return ProgressBar.wrap(source, builder("import", sizeBytes, streams));
  }

  /** Returns what makes a bar on standard error. */
  static ProgressBarBuilder builder(String task, long sizeBytes, Streams streams) {
    boolean large = sizeBytes == UNKNOWN_SIZE || sizeBytes >= LARGE_BYTES;
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setStyle(ProgressBarStyle.ASCII)
        .setInitialMax(sizeBytes)
        .setUnit(large ? " MiB" : " KiB", large ? 1 << 20 : 1 << 10)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setConsumer(new Line(streams.err()));
  }

  /**
   * The line of a bar, which ends when it is first closed. The library draws a bar again whenever
   * it is closed, and once more if that happens during one of its regular updates.
   */
  static final class Line extends ConsoleProgressBarConsumer {
    private volatile boolean ended;

    Line(PrintStream out) {
      super(out, WIDTH);
    }

    @Override
    public void accept(String text) {
      if (!ended) {
        super.accept(text);
      }
    }

    @Override
    public void close() {
      if (!ended) {
        ended = true;
        super.close();
      }
    }
  }
}
