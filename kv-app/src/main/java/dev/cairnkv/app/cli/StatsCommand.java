package dev.cairnkv.app.cli;

import dev.cairnkv.Damage;
import dev.cairnkv.StoreStats;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "stats",
    description = "Print figures about the store, and a bar for each of its shards.",
    footer = {
      "",
      "A bar shows what the bytes of a shard are: live, the latest record of a key; dead,",
      "overwritten or deleted; free. --html writes the same as a page for a browser, one file that",
      "needs no network.",
      "",
      "Examples:",
      "  kv stats",
      "  kv stats --html stats.html",
      "  kv stats --json | jq .shards[].live"
    })
final class StatsCommand extends StoreCommand {

  @Option(names = "--json", description = "Print one JSON object, sizes in bytes.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with charts to a file, and print nothing.")
  private @Nullable Path page;

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    try (StoreSession session = kv.openExisting()) {
      StoreStats stats = session.store().stats();
      print(kv.config().directory().toString(), stats, streams);
      warn(streams, stats);
    }
    return ExitCode.DONE;
  }

  private void print(String directory, StoreStats stats, Streams streams) throws IOException {
    Path file = page;
    if (file != null) {
      write(StatsPage.of(directory, stats, Instant.now()), file);
    }
    if (json) {
      JsonReport.print(StatsReport.of(directory, stats), streams);
    } else if (file == null) {
      String table = StatsTable.of(directory, stats, streams.terminals().colors());
      streams.out().write(table.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void write(String html, Path file) throws IOException {
    try (TargetFile target = TargetFile.open(file)) {
      try (OutputStream out = target.out()) {
        out.write(html.getBytes(StandardCharsets.UTF_8));
      }
      target.commit();
    }
  }

  private static void warn(Streams streams, StoreStats stats) {
    for (Damage damage : stats.damages()) {
      streams.message(DamageLines.of(damage));
    }
    if (!stats.damages().isEmpty()) {
      streams.message("'kv repair' gives up what is lost; 'kv verify' lists all damage");
    }
    for (String name : stats.restored().unknownNames()) {
      streams.message("not of this store, left alone: " + name);
    }
  }
}
