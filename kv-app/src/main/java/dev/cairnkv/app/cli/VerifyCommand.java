package dev.cairnkv.app.cli;

import dev.cairnkv.Finding;
import dev.cairnkv.VerifyReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Command;

@Command(
    name = "verify",
    description = "Read everything and print what is damaged. Changes nothing.",
    footer = {
      "",
      "Reads every frame of every shard, decodes every record, and checks that no shard is"
          + " missing.",
      "Exit code 1 if anything is damaged; 'kv repair' gives up what is lost."
    })
final class VerifyCommand extends StoreCommand {

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    VerifyReport<byte[]> report;
    try (ScanBar bar = ScanBar.of("verify", streams)) {
      report = kv.maintenance().verifier().verify(kv.config(), bar);
    }
    StringBuilder text = new StringBuilder();
    for (Finding<byte[]> finding : report.findings()) {
      text.append(DamageLines.of(finding)).append('\n');
    }
    text.append(summary(report)).append('\n');
    streams.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
    for (String name : report.unknownNames()) {
      streams.message("not of this store, left alone: " + name);
    }
    return report.isSound() ? ExitCode.DONE : ExitCode.DAMAGED;
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
