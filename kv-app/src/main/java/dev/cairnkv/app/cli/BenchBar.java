package dev.cairnkv.app.cli;

import dev.cairnkv.app.bench.BenchProgress;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how far a bench is and how fast, one line for each phase. */
final class BenchBar implements BenchProgress, AutoCloseable {
  private final Streams streams;
  private @Nullable ProgressBar bar;
  private String phase = "";

  BenchBar(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void at(String phase, long done, long total) {
    if (!streams.errIsTerminal()) {
      return;
    }
    ProgressBar shown = bar;
    if (shown == null || !phase.equals(this.phase)) {
      close();
      this.phase = phase;
      shown = open(phase, total);
      bar = shown;
    }
    shown.stepTo(done);
  }

  private ProgressBar open(String phase, long total) {
    DecimalFormat speed = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return Progress.builder(phase, total, streams).setUnit("", 1).showSpeed(speed).build();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
