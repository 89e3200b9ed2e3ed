package dev.cairnkv.app.cli;

import dev.cairnkv.ConversionReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "convert",
    description = "Write anew what another codec or encryption key wrote.",
    footer = {
      "",
      "Every shard of another codec, version, schema or key than that of new shards is written"
          + " anew",
      "with --codec, and removed. Ctrl-C ends it at any time; what is done stays done, and the"
          + " next",
      "one goes on. It needs room for one shard more.",
      "Exit code 1 if shards are left, since something in them is damaged: see 'kv verify'.",
      "",
      "Examples:",
      "  kv convert --codec kryo",
      "  kv convert --codec json+aes --key-file new-and-old.keys"
    })
final class ConvertCommand extends StoreCommand {
  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    ConversionReport report;
    try (StoreSession session = kv.openExisting();
        ScanBar bar = ScanBar.of("convert", streams)) {
      report = session.store().convert(bar);
    }
    if (json) {
      JsonReport.print(json(report), streams);
    } else {
      streams.out().write(text(report).getBytes(StandardCharsets.UTF_8));
    }
    if (report.isComplete()) {
      return ExitCode.DONE;
    }
    String ids =
        report.remainingShards().stream().map(String::valueOf).collect(Collectors.joining(", "));
    streams.message("left as they are: shards " + ids + "; 'kv verify' says what is wrong");
    return ExitCode.DAMAGED;
  }

  private static String text(ConversionReport report) {
    if (report.convertedShards() == 0) {
      return report.isComplete() ? "nothing to convert\n" : "nothing was converted\n";
    }
    return String.format(
        Locale.ROOT,
        "converted %s (%s), wrote %s (%s) in %,d ms\n",
        Printable.count(report.convertedShards(), "shard"),
        Printable.size(report.removedBytes()),
        Printable.count(report.movedRecords(), "record"),
        Printable.size(report.movedBytes()),
        report.duration().toMillis());
  }

  private static ObjectNode json(ConversionReport report) {
    ObjectNode object = JsonReport.object();
    object.put("complete", report.isComplete());
    object.put("converted-shards", report.convertedShards());
    object.put("removed-bytes", report.removedBytes());
    object.put("moved-records", report.movedRecords());
    object.put("moved-bytes", report.movedBytes());
    object.put("duration-millis", report.duration().toMillis());
    ArrayNode remaining = object.putArray("remaining-shards");
    report.remainingShards().forEach(remaining::add);
    return object;
  }
}
