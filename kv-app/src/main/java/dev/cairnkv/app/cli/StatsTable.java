package dev.cairnkv.app.cli;

import dev.cairnkv.RestoreReport;
import dev.cairnkv.ShardStats;
import dev.cairnkv.StoreStats;
import dev.cairnkv.TimerStats;
import dev.cairnkv.TimingStats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/** Sets figures of a store as text, with a bar for each shard. */
final class StatsTable {
  private static final List<String> HEADINGS =
      List.of("SHARD", "CODEC", "STATE", "SIZE", "LIVE", "DEAD", "KEYS", "");

  /** The columns of {@link #HEADINGS} that are no figures. */
  private static final List<Integer> LEFT_COLUMNS = List.of(1, 2, 7);

  /** With the usual figures a line has at most 80 characters. */
  private static final int BAR_WIDTH = 20;

  /** As wide as the lines below it. */
  private static final int TOTAL_WIDTH = 60;

  private final StringBuilder text = new StringBuilder();
  private final StoreStats stats;
  private final boolean colors;

  private StatsTable(StoreStats stats, boolean colors) {
    this.stats = stats;
    this.colors = colors;
  }

  static String of(String directory, StoreStats stats, boolean colors) {
    return new StatsTable(stats, colors).text(directory);
  }

  private String text(String directory) {
    line("store", directory);
    line("keys", Printable.count(stats.keys()));
    line("shards", Printable.count(stats.shards().size()));
    line("size", Printable.size(stats.sizeBytes()) + ", " + amplification(stats));
    for (Share share : Share.values()) {
      line(share.label(), Printable.size(share.bytes(stats.shards())));
    }
    line("index", Printable.size(stats.indexBytes()) + " of memory");
    line("sequence", sequence(stats));
    line("restored", restored(stats.restored()));
    timers(stats.timings()).forEach(this::timerLine);
    text.append('\n');
    appendBars();
    return text.toString();
  }

  /** Returns what the store takes on the disk for each byte of live data. */
  static String amplification(StoreStats stats) {
    return stats.liveBytes() == 0
        ? "no live data"
        : String.format(
            Locale.ROOT,
            "%.2f times the live data",
            (double) stats.sizeBytes() / stats.liveBytes());
  }

  static String sequence(StoreStats stats) {
    return "%s, %s, %s"
        .formatted(
            Printable.count(stats.lastSequence()),
            behind("synced", stats.lastSequence() - stats.syncedSequence()),
            behind("checkpoint", stats.lastSequence() - stats.checkpointSequence()));
  }

  private static String behind(String what, long records) {
    return records == 0
        ? what + " up to date"
        : what + " " + Printable.count(records, "record") + " behind";
  }

  static String restored(RestoreReport report) {
    String state = report.cleanShutdown() ? "after a clean shutdown" : "after a crash";
    return String.format(
        Locale.ROOT,
        "%s in %,d ms: %,d frames replayed, %s; %s cut, %,d damaged places",
        report.created() ? "as a new store" : state,
        report.duration().toMillis(),
        report.frames(),
        Printable.size(report.bytes()),
        Printable.size(report.cutBytes()),
        report.damages().size());
  }

  private void appendBars() {
    List<ShardStats> shards = stats.shards();
    Bar total = new Bar(TOTAL_WIDTH, colors);
    text.append(total.of(share -> share.bytes(shards), stats.sizeBytes())).append('\n');
    text.append(total.legend()).append("\n\n");
    long largest = shards.stream().mapToLong(ShardStats::sizeBytes).max().orElse(0);
    Bar bar = new Bar(BAR_WIDTH, colors);
    List<List<String>> rows = new ArrayList<>();
    shards.forEach(shard -> rows.add(row(shard, bar.of(share -> share.bytes(shard), largest))));
    text.append(new TextTable(HEADINGS, LEFT_COLUMNS).of(rows));
  }

  private static List<String> row(ShardStats shard, String bar) {
    return List.of(
        Integer.toString(shard.id()),
        shard.codecId() + " " + shard.codecVersion(),
        shard.active() ? "active" : "sealed",
        Printable.size(shard.sizeBytes()),
        Printable.size(Share.LIVE.bytes(shard)),
        Printable.size(Share.DEAD.bytes(shard)),
        Printable.count(shard.liveRecords()),
        bar);
  }

  /** Returns what was timed, by the names under which it is shown. */
  static SequencedMap<String, TimerStats> timers(TimingStats timings) {
    SequencedMap<String, TimerStats> timers = new LinkedHashMap<>();
    timers.put("syncs", timings.syncs());
    timers.put("rolls", timings.rolls());
    timers.put("stalls", timings.stalls());
    timers.put("checkpoints", timings.checkpoints());
    timers.put("compactions", timings.compactions());
    timers.put("yields", timings.yields());
    return timers;
  }

  /** Where each command opens the store anew, as outside of the shell, there is nothing to tell. */
  private void timerLine(String name, TimerStats timer) {
    if (timer.count() > 0) {
      line(
          name,
          "%s in %s, the longest %s"
              .formatted(
                  Printable.count(timer.count()),
                  Printable.duration(timer.total().toNanos()),
                  Printable.duration(timer.max().toNanos())));
    }
  }

  private void line(String name, String what) {
    text.append(String.format(Locale.ROOT, "%-13s%s\n", name, what));
  }
}
