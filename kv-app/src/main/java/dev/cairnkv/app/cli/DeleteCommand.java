package dev.cairnkv.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "delete",
    description = "Remove a key with its value.",
    footer = {"", "Exit code 1 if there is no such key.", "", "Example:", "  kv delete greeting"})
final class DeleteCommand extends StoreCommand {

  @Parameters(paramLabel = "KEY", description = "The key, text in UTF-8.")
  private String key = "";

  @Override
  int run(KvCommand kv, Streams streams) {
    byte[] keyBytes = Arguments.text("key", key);
    try (StoreSession session = kv.openExisting()) {
      if (!session.store().delete(keyBytes)) {
        streams.message("no such key: " + Printable.text(keyBytes));
        return ExitCode.NOT_FOUND;
      }
    }
    return ExitCode.DONE;
  }
}
