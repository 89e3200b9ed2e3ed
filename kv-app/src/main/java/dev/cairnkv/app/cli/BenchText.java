package dev.cairnkv.app.cli;

import dev.cairnkv.app.bench.BenchPlan;
import dev.cairnkv.app.bench.BenchResult;
import dev.cairnkv.app.bench.Latencies;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Sets what a bench measured as text: what was done, a table, and a picture. */
final class BenchText {
  private static final String[] NAMES = {"p50", "p90", "p99", "p99.9", "p99.99"};
  private static final double[] PERCENTS = {50, 90, 99, 99.9, 99.99};

  /** What stands before a bar. */
  private static final int MARGIN = 14;

  private BenchText() {}

  static String of(BenchPlan plan, BenchResult result, String store) {
    StringBuilder text = new StringBuilder();
    line(text, "store", store);
    line(
        text,
        "load",
        "%s of 16 bytes, values of %s, %s: %s"
            .formatted(
                Printable.count(plan.keys(), "key"),
                Printable.count(plan.valueBytes(), "byte"),
                Printable.count(plan.threads(), "thread"),
                rate(plan.keys(), result.loadNanos())));
    line(
        text,
        "mixed",
        "%s, %s reads, %s keys, %s: %s"
            .formatted(
                Printable.count(plan.operations(), "operation"),
                percent(plan.readRatio()),
                plan.distribution().name().toLowerCase(Locale.ROOT),
                Printable.count(plan.threads(), "thread"),
                rate(plan.operations(), result.mixedNanos())));
    text.append('\n');
    appendTable(text, result);
    text.append('\n');
    appendPicture(text, result);
    return text.toString();
  }

  private static String percent(double ratio) {
    return new DecimalFormat("0.## %", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(ratio);
  }

  private static String rate(long operations, long nanos) {
    double seconds = nanos / 1e9;
    return String.format(Locale.ROOT, "%.2f s, %,.0f a second", seconds, operations / seconds);
  }

  private static void appendTable(StringBuilder text, BenchResult result) {
    text.append(String.format("%-6s%15s", "", "COUNT"));
    for (String name : NAMES) {
      text.append(String.format("%10s", name.toUpperCase(Locale.ROOT)));
    }
    text.append(String.format("%10s\n", "MAX"));
    appendRow(text, "load", result.loads());
    appendRow(text, "read", result.reads());
    appendRow(text, "write", result.writes());
  }

  private static void appendRow(StringBuilder text, String name, Latencies latencies) {
    if (latencies.total() == 0) {
      return;
    }
    text.append(String.format(Locale.ROOT, "%-6s%,15d", name, latencies.total()));
    for (double percent : PERCENTS) {
      text.append(String.format("%10s", Printable.duration(latencies.percentileNanos(percent))));
    }
    text.append(String.format("%10s\n", Printable.duration(latencies.maxNanos())));
  }

  private static void appendPicture(StringBuilder text, BenchResult result) {
    long longest = Math.max(result.reads().maxNanos(), result.writes().maxNanos());
    LogScale scale = LogScale.upTo(longest);
    text.append(" ".repeat(MARGIN)).append(scale.labels()).append('\n');
    appendBars(text, "read", result.reads(), scale);
    appendBars(text, "write", result.writes(), scale);
  }

  private static void appendBars(
      StringBuilder text, String name, Latencies latencies, LogScale scale) {
    if (latencies.total() == 0) {
      return;
    }
    for (int i = 0; i < NAMES.length; i++) {
      appendBar(
          text, i == 0 ? name : "", NAMES[i], scale.bar(latencies.percentileNanos(PERCENTS[i])));
    }
    appendBar(text, "", "max", scale.bar(latencies.maxNanos()));
  }

  private static void appendBar(StringBuilder text, String name, String what, String bar) {
    text.append(String.format("%-6s%-6s  ", name, what)).append(bar).append('\n');
  }

  private static void line(StringBuilder text, String name, String what) {
    text.append(String.format("%-7s%s\n", name, what));
  }
}
