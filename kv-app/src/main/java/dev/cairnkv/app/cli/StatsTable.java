package dev.cairnkv.app.cli;

import dev.cairnkv.RestoreReport;
import dev.cairnkv.ShardStats;
import dev.cairnkv.StoreStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sets figures of a store as text. */
final class StatsTable {
  private static final List<String> HEADINGS =
      List.of("SHARD", "CODEC", "STATE", "SIZE", "USED", "LIVE", "DELETED", "KEYS");

  /** The columns of {@link #HEADINGS} that are text; figures are set to the right. */
  private static final List<Integer> TEXT_COLUMNS = List.of(1, 2);

  private StatsTable() {}

  static String of(String directory, StoreStats stats) {
    StringBuilder text = new StringBuilder();
    line(text, "store", directory);
    line(text, "keys", Printable.count(stats.keys()));
    line(text, "shards", Printable.count(stats.shards().size()));
    line(text, "size", Printable.size(stats.sizeBytes()));
    line(text, "used", Printable.size(stats.usedBytes()));
    line(text, "live", Printable.size(stats.liveBytes()));
    line(text, "index", Printable.size(stats.indexBytes()) + " of memory");
    line(
        text,
        "sequence",
        Printable.count(stats.lastSequence())
            + ", synced up to "
            + Printable.count(stats.syncedSequence()));
    line(text, "restored", restored(stats.restored()));
    text.append('\n');
    appendTable(text, stats.shards());
    return text.toString();
  }

  private static String restored(RestoreReport report) {
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

  private static void appendTable(StringBuilder text, List<ShardStats> shards) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    shards.forEach(shard -> rows.add(row(shard)));
    int[] widths = new int[HEADINGS.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String format = (TEXT_COLUMNS.contains(i) ? "%-" : "%") + widths[i] + "s";
        line.append(i == 0 ? "" : "  ").append(String.format(Locale.ROOT, format, row.get(i)));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static List<String> row(ShardStats shard) {
    return List.of(
        Integer.toString(shard.id()),
        shard.codecId() + " " + shard.codecVersion(),
        shard.active() ? "active" : "sealed",
        Printable.size(shard.sizeBytes()),
        Printable.size(shard.usedBytes()),
        Printable.size(shard.liveBytes()),
        Printable.size(shard.tombstoneBytes()),
        Printable.count(shard.liveRecords()));
  }

  private static void line(StringBuilder text, String name, String what) {
    text.append(String.format(Locale.ROOT, "%-10s%s\n", name, what));
  }
}
