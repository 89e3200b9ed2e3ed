package dev.cairnkv.app.cli;

import dev.cairnkv.CompactionReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(
    name = "compact",
    description = "Bring back the space of overwritten and deleted records.",
    footer = {
      "",
      "What is still needed of a shard is written anew, and the shard removed, as long as that is",
      "worth it. The newest shard stays. Ctrl-C ends it at any time; what is done stays done.",
      "Exit code 1 if shards stay as they are since something in them cannot be read or converted.",
      "",
      "Example:",
      "  kv compact"
    })
final class CompactCommand extends StoreCommand {

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    CompactionReport report;
    try (StoreSession session = kv.openExisting()) {
      report = session.store().compact();
    }
    streams.out().write(text(report).getBytes(StandardCharsets.UTF_8));
    if (report.skippedShards().isEmpty()) {
      return ExitCode.DONE;
    }
    String ids =
        report.skippedShards().stream().map(String::valueOf).collect(Collectors.joining(", "));
    streams.message(
        "left as they are: shards %s; 'kv verify' says what is wrong, if it is not a schema that"
                .formatted(ids)
            + " only its application can convert");
    return ExitCode.DAMAGED;
  }

  private static String text(CompactionReport report) {
    if (report.removedShards() == 0) {
      return "nothing to gain\n";
    }
    return String.format(
        Locale.ROOT,
        "removed %s (%s), moved %s (%s), freed %s in %,d ms\n",
        Printable.count(report.removedShards(), "shard"),
        Printable.size(report.removedBytes()),
        Printable.count(report.movedRecords(), "record"),
        Printable.size(report.movedBytes()),
        Printable.size(report.freedBytes()),
        report.duration().toMillis());
  }
}
