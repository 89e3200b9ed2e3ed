package dev.cairnkv.app.cli;

import dev.cairnkv.Damage;
import dev.cairnkv.StoreStats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;

@Command(name = "stats", description = "Print figures about the store and each of its shards.")
final class StatsCommand extends StoreCommand {

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    try (StoreSession session = kv.openExisting()) {
      StoreStats stats = session.store().stats();
      String table = StatsTable.of(kv.config().directory().toString(), stats);
      streams.out().write(table.getBytes(StandardCharsets.UTF_8));
      warn(streams, stats);
    }
    return ExitCode.DONE;
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
