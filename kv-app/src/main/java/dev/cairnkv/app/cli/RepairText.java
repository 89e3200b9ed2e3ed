package dev.cairnkv.app.cli;

import dev.cairnkv.Finding;
import dev.cairnkv.LostRange;
import dev.cairnkv.LostRecord;
import dev.cairnkv.RepairReport;
import dev.cairnkv.RepairReport.Quarantined;

/** Sets the report of a repair as text. */
final class RepairText {
  private final StringBuilder text = new StringBuilder();
  private final RepairReport<byte[]> report;

  private RepairText(RepairReport<byte[]> report) {
    this.report = report;
  }

  static String of(RepairReport<byte[]> report) {
    return report.wasNeeded()
        ? new RepairText(report).text()
        : "nothing is damaged; nothing was changed\n";
  }

  private String text() {
    for (Finding<byte[]> finding : report.findings()) {
      line(DamageLines.of(finding));
    }
    for (LostRecord<byte[]> lost : report.lost()) {
      line(lost(lost));
    }
    for (LostRange range : report.lostRanges()) {
      line(lost(range));
    }
    for (int id : report.missingShards()) {
      line("shard " + id + (report.dryRun() ? " would be given up" : " is given up"));
    }
    for (Quarantined shard : report.quarantined()) {
      line(
          report.dryRun()
              ? "shard " + shard.shardId() + " would be moved to quarantine"
              : "shard " + shard.shardId() + " is now " + shard.place());
    }
    line(summary());
    return text.toString();
  }

  private static String lost(LostRecord<byte[]> lost) {
    byte[] key = lost.key();
    return "lost: "
        + (key == null ? "a record whose key nothing tells" : "key " + Printable.text(key))
        + ", in shard %d at offset %d".formatted(lost.shardId(), lost.offset())
        + (lost.sequence() == 0 ? "" : ", sequence " + lost.sequence());
  }

  private static String lost(LostRange range) {
    return "lost: %s in shard %d at offset %d; %s"
        .formatted(
            Printable.count(range.records(), "record"),
            range.shardId(),
            range.offset(),
            range.keysKnown()
                ? "those that were the latest of their key are listed above"
                : "their keys are not known, and older values may be served for them");
  }

  private String summary() {
    return "%s%s (%s) and %s, lost %s, %s in quarantine%s"
        .formatted(
            report.dryRun() ? "would have salvaged " : "salvaged ",
            Printable.count(report.salvagedRecords(), "record"),
            Printable.size(report.salvagedBytes()),
            Printable.count(report.salvagedDeletions(), "deletion"),
            lostRecords(),
            Printable.count(report.quarantined().size(), "shard"),
            report.dryRun() ? "; nothing was changed" : "");
  }

  private String lostRecords() {
    long unknown =
        report.lostRanges().stream()
            .filter(range -> !range.keysKnown())
            .mapToLong(LostRange::records)
            .sum();
    return Printable.count(report.lost().size(), "record")
        + (unknown == 0 ? "" : " and up to " + Printable.count(unknown) + " more");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
