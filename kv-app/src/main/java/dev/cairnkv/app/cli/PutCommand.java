package dev.cairnkv.app.cli;

import dev.cairnkv.WriteOptions;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "put",
    description = "Store a value under a key; begins a store if there is none.",
    footer = {
      "",
      "A value that begins with - or @ itself can come from standard input.",
      "",
      "Examples:",
      "  kv put greeting hello",
      "  kv put logo.png @logo.png",
      "  curl -s example.org/user | kv put user:1 -"
    })
final class PutCommand extends StoreCommand {

  @Parameters(index = "0", paramLabel = "KEY", description = "The key, text in UTF-8.")
  private String key = "";

  @Parameters(
      index = "1",
      paramLabel = "VALUE",
      description = "The value: text, - for standard input, or @FILE for the bytes of a file.")
  private String value = "";

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      description =
          "How long the record stays, such as 10m, 12h or 7d; off, the default: for good.")
  private String timeToLive = "off";

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    byte[] keyBytes = Arguments.text("key", key);
    WriteOptions options = Arguments.expiring(timeToLive);
    byte[] valueBytes =
        Arguments.value(value, streams.in(), kv.config().options().shardSizeBytes());
    try (StoreSession session = kv.openOrCreate()) {
      session.store().put(keyBytes, valueBytes, options);
    }
    return ExitCode.DONE;
  }
}
