package dev.cairnkv.app.cli;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows on a terminal how many records are done, how fast and for how long still, once that has
 * taken a second.
 */
final class RecordBar implements AutoCloseable {
  private static final long PATIENCE_NANOS = 1_000_000_000;

  /** The clock is looked at once in so many records, a power of 2. */
  private static final long STRIDE = 256;

  private final String task;
  private final long total;
  private final Streams streams;
  private final boolean wanted;
  private final LongSupplier nanoTime;
  private final long start;
  private @Nullable ShownBar bar;
  private long done;

  RecordBar(String task, long total, Streams streams, boolean wanted, LongSupplier nanoTime) {
    this.task = task;
    this.total = total;
    this.streams = streams;
    this.wanted = wanted && streams.errIsTerminal();
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** Returns a bar for what prints nothing meanwhile, or prints to another program. */
  static RecordBar alone(String task, long total, Streams streams) {
    return new RecordBar(task, total, streams, !streams.outIsTerminal(), System::nanoTime);
  }

  /**
   * Returns a bar for what prints lines for people. If not to a file, then to a terminal or to a
   * pager on it, which the bar would disturb.
   */
  static RecordBar beside(String task, long total, Streams streams) {
    boolean toFile = streams.terminals().out() == Terminals.Output.FILE;
    return new RecordBar(task, total, streams, toFile, System::nanoTime);
  }

  /** Returns whether there is a person who wants to see it. */
  boolean isWanted() {
    return wanted;
  }

  /** Counts a record. */
  void step() {
    done++;
    if (!wanted || done % STRIDE != 0) {
      return;
    }
    ShownBar shown = bar;
    if (shown == null && nanoTime.getAsLong() - start >= PATIENCE_NANOS) {
      shown = Progress.counting(task, total, streams);
      bar = shown;
    }
    if (shown != null) {
      shown.at(done, total);
    }
  }

  @Override
  public void close() {
    ShownBar shown = bar;
    if (shown != null) {
      shown.at(done, total);
      shown.close();
    }
  }
}
