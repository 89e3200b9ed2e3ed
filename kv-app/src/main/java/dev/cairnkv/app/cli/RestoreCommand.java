package dev.cairnkv.app.cli;

import dev.cairnkv.BackupReport;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    description = "Make a store from a backup.",
    footer = {
      "",
      "Copies every byte of the backup, which stays as it is, and reads and checks the copies.",
      "It happens as a whole or not at all. Works with any store that was cleanly shut down.",
      "Exit code 1 if something is damaged; it is copied all the same.",
      "",
      "Example:",
      "  kv restore /mnt/backup/store kv-data"
    })
final class RestoreCommand extends StoreCommand {
  @Parameters(index = "0", paramLabel = "BACKUP", description = "Directory of the backup.")
  private Path backup = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "DIR",
      description = "Directory of the store, which must be empty or missing.")
  private Path directory = Path.of("");

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    BackupReport report;
    try (ScanBar bar = ScanBar.of("restore", streams)) {
      ScanProgress progress =
          (done, total) -> {
            Interruption.checkUnchecked();
            bar.at(done, total);
          };
      report = kv.maintenance().restorer().restore(backup, directory, progress);
    } catch (StoreNotFoundException e) { // of the backup, not of the store that --dir names
      throw new StorageException(
          "there is no backup in %s; 'kv backup' makes one".formatted(backup), e);
    }
    if (json) {
      JsonReport.print(BackupText.json(report), streams);
    } else {
      streams.out().write(BackupText.of(report).getBytes(StandardCharsets.UTF_8));
    }
    return report.isSound() ? ExitCode.DONE : ExitCode.DAMAGED;
  }
}
