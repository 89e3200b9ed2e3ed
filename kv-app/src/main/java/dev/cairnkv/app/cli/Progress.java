package dev.cairnkv.app.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
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

  private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.ROOT);

  private Progress() {}

  /** Returns {@code source} with a bar on standard error, until it is closed, if a person reads. */
  static InputStream of(InputStream source, long sizeBytes, Streams streams) {
    if (!streams.errIsTerminal()) {
      return source;
    }
    Line line = new Line(streams.err());
    return ProgressBar.wrap(source, builder("import", sizeBytes).setConsumer(line));
  }

  /** Returns a bar on standard error that counts what has no unit. */
  static ShownBar counting(String task, long total, Streams streams) {
    return new ShownBar(
        builder(task, total).setUnit("", 1).showSpeed(new DecimalFormat("#,##0", SYMBOLS)),
        streams);
  }

  /** Returns a bar of bytes on standard error, of which it is not known how many they are. */
  static ShownBar bytes(String task, Streams streams) {
    return new ShownBar(builder(task, UNKNOWN_SIZE), streams);
  }

  private static ProgressBarBuilder builder(String task, long sizeBytes) {
    boolean large = sizeBytes == UNKNOWN_SIZE || sizeBytes >= LARGE_BYTES;
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setStyle(ProgressBarStyle.ASCII)
        .setInitialMax(sizeBytes)
        .setUnit(large ? " MiB" : " KiB", large ? 1 << 20 : 1 << 10)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .showSpeed(new DecimalFormat("#,##0.0", SYMBOLS));
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
