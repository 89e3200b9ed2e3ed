package dev.cairnkv.app.cli;

import dev.cairnkv.WriteOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "touch",
    description = "Say anew how long a key stays; its value is kept.",
    footer = {"", "Examples:", "  kv touch session:1 --ttl 30m", "  kv touch session:1 --ttl off"})
final class TouchCommand extends StoreCommand {

  @Parameters(paramLabel = "KEY", description = "The key, text in UTF-8.")
  private String key = "";

  @Option(
      names = "--ttl",
      required = true,
      paramLabel = "TIME",
      description = "How long from now on, such as 10m, 12h or 7d; off: for good.")
  private String timeToLive = "";

  @Override
  int run(KvCommand kv, Streams streams) {
    byte[] keyBytes = Arguments.text("key", key);
    WriteOptions options = Arguments.expiring(timeToLive);
    try (StoreSession session = kv.openExisting()) {
      if (!session.store().touch(keyBytes, options)) {
        streams.message("no such key: " + Printable.text(keyBytes));
        return ExitCode.NOT_FOUND;
      }
    }
    return ExitCode.DONE;
  }
}
