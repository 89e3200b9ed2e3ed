package dev.cairnkv.app.cli;

import dev.cairnkv.RepairReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "repair",
    description = "Keep every intact record, and give up what is lost.",
    footer = {
      "",
      "Intact records of damaged shards are written anew, and the shards moved to quarantine/.",
      "A key whose record is lost is deleted, so that no older value comes back. Where it cannot",
      "be told which keys were hit, older values are served from then on; the report says so.",
      "A repair that is interrupted is taken back or ended by the next command.",
      "Exit code 0 if the store is repaired or nothing was damaged; with --dry-run, 1 if there is",
      "damage.",
      "",
      "Examples:",
      "  kv repair --dry-run",
      "  kv --dir /var/lib/app/store repair"
    })
final class RepairCommand extends StoreCommand {
  @Option(names = "--dry-run", description = "Change nothing, and print what would be done.")
  private boolean dryRun;

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    RepairReport<byte[]> report;
    try (ScanBar bar = ScanBar.of("repair", streams)) {
      report = kv.maintenance().repairer().repair(kv.config(), dryRun, bar);
    }
    streams.out().write(RepairText.of(report).getBytes(StandardCharsets.UTF_8));
    return report.dryRun() && report.wasNeeded() ? ExitCode.DAMAGED : ExitCode.DONE;
  }
}
