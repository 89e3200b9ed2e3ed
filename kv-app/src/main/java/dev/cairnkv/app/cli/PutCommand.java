package dev.cairnkv.app.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
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

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    byte[] keyBytes = Arguments.text("key", key);
    byte[] valueBytes =
        Arguments.value(value, streams.in(), kv.config().options().shardSizeBytes());
    try (StoreSession session = kv.openOrCreate()) {
      session.store().put(keyBytes, valueBytes);
    }
    return ExitCode.DONE;
  }
}
