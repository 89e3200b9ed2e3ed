package dev.cairnkv.bench.report;

import static dev.cairnkv.bench.workload.Measure.COMPACTED;
import static dev.cairnkv.bench.workload.Measure.COMPACTED_DISK;
import static dev.cairnkv.bench.workload.Measure.COMPACTED_P999;
import static dev.cairnkv.bench.workload.Measure.FRAME;
import static dev.cairnkv.bench.workload.Measure.GET;
import static dev.cairnkv.bench.workload.Measure.GET_ALL;
import static dev.cairnkv.bench.workload.Measure.INDEX;
import static dev.cairnkv.bench.workload.Measure.LOAD;
import static dev.cairnkv.bench.workload.Measure.NOT_COMPACTED;
import static dev.cairnkv.bench.workload.Measure.OPEN_CLEAN;
import static dev.cairnkv.bench.workload.Measure.SCAN;
import static dev.cairnkv.bench.workload.Measure.SYNCED;
import static dev.cairnkv.bench.workload.Measure.SYNCED_16;

import dev.cairnkv.CompactionOptions;
import dev.cairnkv.bench.workload.Measure;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A bar that Cairn has to reach.
 *
 * @param row what is measured
 * @param text what the figure is held against, such as {@code × LMDB}
 * @param bar the figure to reach
 * @param atLeast whether the figure must be at least the bar, else at most
 * @param peers the ids of all whose figures it takes
 * @param figure finds the figure, if it was measured
 */
public record Budget(
    Measure row,
    String text,
    double bar,
    boolean atLeast,
    Set<String> peers,
    Function<Results, OptionalDouble> figure) {

  /* HaloDB is not on Maven Central: what it did beside Chronicle Map, both measured in one run. */
  private static final double HALODB_GET = 0.75 / 1.6;
  private static final double HALODB_LOAD = 0.44 / 0.68;

  private static final String CAIRN = "cairn";
  private static final String JSON = "cairn-json";
  private static final String STRINGS = "cairn-strings";
  private static final String CHRONICLE = "chronicle";
  private static final String LIMIT = "limit";

  /** Returns the bars in a row for the peers that took part. */
  static List<Budget> of(Measure row, Results results) {
    Set<String> present = results.columns().stream().map(Column::id).collect(Collectors.toSet());
    return all().stream()
        .filter(budget -> budget.row == row && present.containsAll(budget.peers))
        .toList();
  }

  private static List<Budget> all() {
    return List.of(
        ratio(GET, 1.3, "× Chronicle Map", CHRONICLE, GET, 1),
        ratio(GET, 2.5, "× HaloDB", CHRONICLE, GET, HALODB_GET),
        ratio(GET, 3, "× LMDB", "lmdb", GET, 1),
        ratio(GET, 8, "× RocksDB", "rocksdb", GET, 1),
        ratio(GET, 0.6, "× limit", LIMIT, GET, 1),
        json(GET),
        ratio(GET_ALL, 1.5, "× get", CAIRN, GET, 1),
        ratio(LOAD, 1.5, "× Chronicle Map", CHRONICLE, LOAD, 1),
        ratio(LOAD, 3, "× HaloDB", CHRONICLE, LOAD, HALODB_LOAD),
        ratio(LOAD, 3, "× LMDB", "lmdb", LOAD, 1),
        ratio(LOAD, 5, "× RocksDB", "rocksdb", LOAD, 1),
        json(LOAD),
        ratio(SYNCED, 0.85, "× fdatasync", LIMIT, SYNCED, 1),
        ratio(SYNCED_16, 8, "× fdatasync", LIMIT, SYNCED, 1),
        new Budget(INDEX, "B", 20, false, Set.of(CAIRN), results -> results.median(CAIRN, INDEX)),
        new Budget(FRAME, "B", 40, false, Set.of(CAIRN), results -> results.median(CAIRN, FRAME)),
        new Budget(
            OPEN_CLEAN,
            "ms",
            100,
            false,
            Set.of(CAIRN),
            results -> results.median(CAIRN, OPEN_CLEAN)),
        ratio(COMPACTED, 0.6, "× without", CAIRN, NOT_COMPACTED, 1),
        new Budget(
            COMPACTED_DISK,
            "× what is live, and four shards",
            CompactionOptions.MOST_DISK_PER_LIVE_BYTE,
            false,
            Set.of(CAIRN),
            results -> results.median(CAIRN, COMPACTED_DISK)),
        new Budget(
            COMPACTED_P999,
            "µs",
            1000,
            false,
            Set.of(CAIRN),
            results -> results.median(CAIRN, COMPACTED_P999)),
        new Budget(
            SCAN, "M frames/s", 5, true, Set.of(CAIRN), results -> results.median(CAIRN, SCAN)));
  }

  private static Budget ratio(
      Measure row, double bar, String text, String peer, Measure of, double factor) {
    return new Budget(
        row,
        text,
        bar,
        true,
        new HashSet<>(List.of(CAIRN, peer)),
        results -> quotient(results.atSameKeys(CAIRN, row), results.atSameKeys(peer, of), factor));
  }

  private static Budget json(Measure row) {
    return new Budget(
        row,
        "× Kryo strings, by JSON",
        0.4,
        true,
        Set.of(JSON, STRINGS),
        results -> quotient(results.atSameKeys(JSON, row), results.atSameKeys(STRINGS, row), 1));
  }

  private static OptionalDouble quotient(
      OptionalDouble dividend, OptionalDouble divisor, double factor) {
    return dividend.isEmpty() || divisor.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(dividend.getAsDouble() / (divisor.getAsDouble() * factor));
  }

  /** Returns whether a figure reaches the bar. */
  boolean isMetBy(double value) {
    return atLeast ? value >= bar : value <= bar;
  }

  /** Returns the bar, the figure, and whether it is met. */
  String verdict(Results results) {
    String wanted = (atLeast ? "≥ " : "≤ ") + trimmed(bar) + " " + text + ": ";
    OptionalDouble found = figure.apply(results);
    if (found.isEmpty()) {
      return wanted + "not measured";
    }
    double value = found.getAsDouble();
    return wanted + Numerals.format(value) + (isMetBy(value) ? " met" : " **not met**");
  }

  private static String trimmed(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
