package dev.cairnkv.app.cli;

import dev.cairnkv.Finding;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.VerifyReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "verify",
    description = "Read everything and print what is damaged. Changes nothing.",
    footer = {
      "",
      "Reads every frame of every shard, decodes every record, and checks that no shard is"
          + " missing.",
      "Exit code 1 if anything is damaged; 'kv repair' gives up what is lost.",
      "",
      "Examples:",
      "  kv verify",
      "  kv verify --json | jq .findings"
    })
final class VerifyCommand extends StoreCommand {

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    VerifyReport<byte[]> report;
    try (ScanBar bar = ScanBar.of("verify", streams)) {
      ScanProgress progress =
          (done, total) -> {
            Interruption.checkUnchecked();
            bar.at(done, total);
          };
      report = kv.maintenance().verifier().verify(kv.config(), progress);
    }
    if (json) {
      JsonReport.print(json(report), streams);
    } else {
      streams.out().write(text(report).getBytes(StandardCharsets.UTF_8));
    }
    for (String name : report.unknownNames()) {
      streams.message("not of this store, left alone: " + name);
    }
    return report.isSound() ? ExitCode.DONE : ExitCode.DAMAGED;
  }

  private static String text(VerifyReport<byte[]> report) {
    StringBuilder text = new StringBuilder();
    for (Finding<byte[]> finding : report.findings()) {
      text.append(DamageLines.of(finding)).append('\n');
    }
    return text.append(summary(report)).append('\n').toString();
  }

  private static ObjectNode json(VerifyReport<byte[]> report) {
    ObjectNode object = JsonReport.object();
    object.put("sound", report.isSound());
    object.put("shards", report.shards());
    object.put("frames", report.frames());
    object.put("bytes", report.bytes());
    object.put("torn", report.tornBytes());
    object.put("duration-millis", report.duration().toMillis());
    ArrayNode findings = object.putArray("findings");
    report.findings().forEach(finding -> DamageLines.put(findings.addObject(), finding));
    ArrayNode unknown = object.putArray("unknown-names");
    report.unknownNames().forEach(unknown::add);
    return object;
  }

  private static String summary(VerifyReport<byte[]> report) {
    String torn =
        report.tornBytes() == 0
            ? ""
            : "; " + Printable.size(report.tornBytes()) + " of a torn tail, which is no damage";
    return String.format(
        Locale.ROOT,
        "%s, %s, %s, read in %,d ms%s: %s",
        Printable.count(report.shards(), "shard"),
        Printable.count(report.frames(), "intact frame"),
        Printable.size(report.bytes()),
        report.duration().toMillis(),
        torn,
        report.isSound()
            ? "nothing is damaged"
            : Printable.count(report.findings().size(), "finding"));
  }
}
