package dev.cairnkv.app.cli;

import dev.cairnkv.app.config.LoadedConfig;
import dev.cairnkv.app.config.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "config",
    description = "Print the settings that hold, and where each of them came from.",
    footer = {
      "",
      "Each line has a setting as it would stand in kv.properties, then its source: the file and",
      "line, the variable, the option, or that it is the default. No store is opened.",
      "",
      "Examples:",
      "  kv config",
      "  KV_CODEC=kryo kv --shard-size 16MiB config --json"
    })
final class ConfigCommand extends StoreCommand {
  private static final List<String> HEADINGS = List.of("SETTING", "VALUE", "FROM");

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    LoadedConfig loaded = kv.loadedConfig();
    if (json) {
      JsonReport.print(report(loaded), streams);
    } else {
      streams.out().write(table(loaded).getBytes(StandardCharsets.UTF_8));
    }
    return ExitCode.DONE;
  }

  private static String table(LoadedConfig loaded) {
    List<List<String>> rows = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      rows.add(List.of(setting.key(), loaded.value(setting), loaded.source(setting)));
    }
    return new TextTable(HEADINGS, List.of(0, 1, 2)).of(rows);
  }

  private static ObjectNode report(LoadedConfig loaded) {
    ObjectNode report = JsonReport.object();
    for (Setting setting : Setting.values()) {
      report
          .putObject(setting.key())
          .put("value", loaded.value(setting))
          .put("from", loaded.source(setting));
    }
    return report;
  }
}
