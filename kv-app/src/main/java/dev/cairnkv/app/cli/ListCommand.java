package dev.cairnkv.app.cli;

import dev.cairnkv.KeyValue;
import dev.cairnkv.app.transfer.WrongUsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Print the keys, one a line, in no particular order.",
    footer = {"", "Line breaks, other control characters and backslashes in keys are escaped."})
final class ListCommand extends StoreCommand {

  @Option(names = "--prefix", paramLabel = "P", description = "Only keys that begin with this.")
  private String prefix = "";

  @Option(names = "--limit", paramLabel = "N", description = "At most this many.")
  private long limit = Long.MAX_VALUE;

  private long printed;

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    if (limit < 0) {
      throw new WrongUsageException("--limit: expected 0 or more, found " + limit);
    }
    byte[] prefixBytes = Arguments.text("prefix", prefix);
    try (StoreSession session = kv.openExisting()) {
      return new Walk(streams)
          .over(session.store(), (pair, _) -> print(pair, prefixBytes, streams));
    }
  }

  private boolean print(KeyValue<byte[], byte[]> pair, byte[] prefixBytes, Streams streams)
      throws IOException {
    if (printed >= limit) {
      return false;
    }
    if (startsWith(pair.key(), prefixBytes)) {
      streams.out().write((Printable.text(pair.key()) + '\n').getBytes(StandardCharsets.UTF_8));
      printed++;
    }
    return printed < limit;
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }
}
