package dev.cairnkv.app.cli;

import dev.cairnkv.KeyValue;
import dev.cairnkv.app.transfer.Exporter;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
    name = "scan",
    description = "Print keys with their values, one pair a line; in order with --ordered true.",
    footer = {
      "",
      "A tab stands between key and value. Line breaks, other control characters, tabs among them,",
      "and backslashes are escaped, so that each pair is one line of two columns.",
      "",
      "Examples:",
      "  kv scan --prefix user: --limit 10",
      "  kv scan --ordered true --from 2026-01 --to 2026-02 --reverse",
      "  kv scan --json | jq .value"
    })
final class ScanCommand extends KeysCommand {

  @Override
  String name() {
    return "scan";
  }

  @Override
  void write(KeyValue<byte[], byte[]> pair, @Nullable Instant expiry, Exporter exporter)
      throws IOException {
    exporter.write(pair, expiry);
  }

  @Override
  String line(KeyValue<byte[], byte[]> pair) {
    return Printable.text(pair.key()) + '\t' + Printable.text(pair.value());
  }
}
