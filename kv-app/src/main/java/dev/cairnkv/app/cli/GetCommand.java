package dev.cairnkv.app.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "get",
    description =
        "Print the value of a key: its bytes and nothing else, except for a line break"
            + " on a terminal.")
final class GetCommand extends StoreCommand {

  @Parameters(paramLabel = "KEY", description = "The key, text in UTF-8.")
  private String key = "";

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    byte[] keyBytes = Arguments.text("key", key);
    try (StoreSession session = kv.openExisting()) {
      byte[] value = session.store().get(keyBytes);
      if (value == null) {
        streams.message("no such key: " + Printable.text(keyBytes));
        return ExitCode.NOT_FOUND;
      }
      streams.out().write(value);
      if (streams.outIsTerminal()) {
        streams.out().write('\n');
      }
    }
    return ExitCode.DONE;
  }
}
