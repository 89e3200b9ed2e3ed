package dev.cairnkv.app.cli;

import dev.cairnkv.KeyValue;
import dev.cairnkv.app.transfer.Exporter;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
    name = "list",
    description = "Print the keys, one a line; in order with --ordered true.",
    footer = {
      "",
      "Line breaks, other control characters and backslashes in keys are escaped.",
      "",
      "Examples:",
      "  kv list",
      "  kv list --prefix user: --limit 10",
      "  kv list --ordered true --from m"
    })
final class ListCommand extends KeysCommand {

  @Override
  String name() {
    return "list";
  }

  @Override
  void write(KeyValue<byte[], byte[]> pair, @Nullable Instant expiry, Exporter exporter)
      throws IOException {
    exporter.writeKey(pair.key());
  }

  @Override
  String line(KeyValue<byte[], byte[]> pair) {
    return Printable.text(pair.key());
  }
}
