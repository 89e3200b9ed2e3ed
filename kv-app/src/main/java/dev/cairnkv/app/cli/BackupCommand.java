package dev.cairnkv.app.cli;

import dev.cairnkv.BackupReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "backup",
    description = "Copy the store into a directory, or bring an earlier backup there up to date.",
    footer = {
      "",
      "The backup is a store itself. Full shards are hard links where both are on one file system:",
      "that takes no room and no time, but one failing disk takes both. What is added is read"
          + " again",
      "and checked. A backup that was interrupted is taken back or ended by the next command.",
      "Exit code 1 if something is damaged in what was added; it is copied all the same.",
      "",
      "Examples:",
      "  kv backup /mnt/backup/store",
      "  kv backup /mnt/backup/store --json | jq .sequence"
    })
final class BackupCommand extends StoreCommand {
  @Parameters(paramLabel = "DIR", description = "Directory of the backup; made if it is missing.")
  private Path directory = Path.of("");

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    BackupReport report;
    try (StoreSession session = kv.openExisting();
        ScanBar bar = ScanBar.of("backup", streams)) {
      report = session.store().backup(kv.storages().at(directory), bar);
    }
    if (json) {
      JsonReport.print(BackupText.json(report), streams);
    } else {
      streams.out().write(BackupText.of(report).getBytes(StandardCharsets.UTF_8));
    }
    return report.isSound() ? ExitCode.DONE : ExitCode.DAMAGED;
  }
}
