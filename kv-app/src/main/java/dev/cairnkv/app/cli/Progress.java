package dev.cairnkv.app.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
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
    return new ClosedOnce(ProgressBar.wrap(source, builder("import", sizeBytes, streams)));
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
        .setConsumer(new ConsoleProgressBarConsumer(streams.err(), WIDTH));
  }

  /** The bar of the library is drawn again whenever it is closed. */
  private static final class ClosedOnce extends FilterInputStream {
    private boolean closed;

    ClosedOnce(InputStream source) {
      super(source);
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        super.close();
      }
    }
  }
}
