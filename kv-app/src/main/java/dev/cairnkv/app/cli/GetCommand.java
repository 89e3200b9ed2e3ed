package dev.cairnkv.app.cli;

import dev.cairnkv.KeyValue;
import dev.cairnkv.app.transfer.Exporter;
import dev.cairnkv.app.transfer.JsonLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "get",
    description =
        "Print the value of a key: its bytes and nothing else, except for a line break"
            + " on a terminal.",
    footer = {
      "",
      "Examples:",
      "  kv get greeting",
      "  kv get logo.png > logo.png",
      "  kv get user:1 --pretty"
    })
final class GetCommand extends StoreCommand {

  @Parameters(paramLabel = "KEY", description = "The key, text in UTF-8.")
  private String key = "";

  @Option(
      names = "--json",
      description = "Print one JSON object, as 'kv export' does, but for the expiry.")
  private boolean json;

  @Option(
      names = "--pretty",
      description = "Indent a value that is a JSON object or array. A shell does so by itself.")
  private boolean pretty;

  GetCommand() {}

  /** Makes one without options. */
  GetCommand(String key) {
    this.key = key;
  }

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    byte[] keyBytes = Arguments.text("key", key);
    try (StoreSession session = kv.openExisting()) {
      byte[] value = session.store().get(keyBytes);
      if (value == null) {
        streams.message("no such key: " + Printable.text(keyBytes));
        return ExitCode.NOT_FOUND;
      }
      if (json) {
        printJson(new KeyValue<>(keyBytes, value), streams);
      } else {
        print(value, pretty || (kv.inShell() && streams.outIsTerminal()), streams);
      }
    }
    return ExitCode.DONE;
  }

  private static void print(byte[] value, boolean pretty, Streams streams) throws IOException {
    String lines = pretty ? JsonLayout.of(value) : null;
    streams.out().write(lines == null ? value : lines.getBytes(StandardCharsets.UTF_8));
    if (lines != null || streams.outIsTerminal()) {
      streams.out().write('\n');
    }
  }

  private static void printJson(KeyValue<byte[], byte[]> pair, Streams streams) throws IOException {
    try (Exporter exporter = new Exporter(streams.out())) {
      exporter.write(pair, null);
    }
  }
}
