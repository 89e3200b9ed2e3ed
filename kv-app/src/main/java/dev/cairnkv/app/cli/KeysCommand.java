package dev.cairnkv.app.cli;

import dev.cairnkv.KeyValue;
import dev.cairnkv.app.transfer.Exporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that prints something of each key, one a line. */
abstract class KeysCommand extends StoreCommand {

  @Mixin private KeyFilter filter = new KeyFilter();

  @Option(
      names = "--json",
      description = "Print JSON objects with the same fields as 'kv export', one a line.")
  private boolean json;

  @Override
  final int run(KvCommand kv, Streams streams) throws IOException {
    boolean ordered = kv.config().options().ordered();
    KeyFilter.Taking taking = filter.begin(ordered);
    try (StoreSession session = kv.openExisting();
        RecordBar bar = RecordBar.beside(name(), session.store().size(), streams);
        Exporter exporter = new Exporter(streams.out())) {
      return new Walk(streams, bar)
          .over(
              ordered ? session.store().scan(taking.scan()) : session.store().cursor(),
              (pair, expiry) -> {
                if (taking.takes(pair.key())) {
                  print(pair, expiry, exporter, streams);
                }
                return !taking.isDone();
              });
    }
  }

  private void print(
      KeyValue<byte[], byte[]> pair, @Nullable Instant expiry, Exporter exporter, Streams streams)
      throws IOException {
    if (json) {
      write(pair, expiry, exporter);
    } else {
      streams.out().write((line(pair) + '\n').getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Returns what the progress is called. */
  abstract String name();

  /** Writes what the command prints of a record as JSON. */
  abstract void write(KeyValue<byte[], byte[]> pair, @Nullable Instant expiry, Exporter exporter)
      throws IOException;

  /** Returns what the command prints of a record as text. */
  abstract String line(KeyValue<byte[], byte[]> pair);
}
