package dev.cairnkv.app.cli;

import dev.cairnkv.BackupReport;
import dev.cairnkv.Damage;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sets the report of a backup as text or JSON. */
final class BackupText {
  private BackupText() {}

  static String of(BackupReport report) {
    StringBuilder text = new StringBuilder();
    for (Damage damage : report.damages()) {
      text.append(DamageLines.of(damage)).append('\n');
    }
    return text.append(summary(report)).append('\n').toString();
  }

  private static String summary(BackupReport report) {
    return String.format(
        Locale.ROOT,
        "%s linked, %d copied, %d extended (%s), %d kept, %d removed; %s checked: %s."
            + " It has everything up to sequence %d; %,d ms",
        Printable.count(report.sharedShards(), "shard"),
        report.copiedShards(),
        report.extendedShards(),
        Printable.size(report.copiedBytes()),
        report.keptShards(),
        report.removedShards(),
        Printable.count(report.frames(), "frame"),
        report.isSound()
            ? "nothing is damaged"
            : Printable.count(report.damages().size(), "damaged place"),
        report.sequence(),
        report.duration().toMillis());
  }

  static ObjectNode json(BackupReport report) {
    ObjectNode object = JsonReport.object();
    object.put("sound", report.isSound());
    object.put("linked-shards", report.sharedShards());
    object.put("copied-shards", report.copiedShards());
    object.put("extended-shards", report.extendedShards());
    object.put("kept-shards", report.keptShards());
    object.put("removed-shards", report.removedShards());
    object.put("copied-bytes", report.copiedBytes());
    object.put("frames", report.frames());
    object.put("sequence", report.sequence());
    object.put("duration-millis", report.duration().toMillis());
    ArrayNode damages = object.putArray("damages");
    report.damages().forEach(damage -> DamageLines.put(damages.addObject(), damage));
    return object;
  }
}
