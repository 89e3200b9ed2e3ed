package dev.cairnkv.app.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands there are, in the order of the help. A new one is its class and a line here. */
final class Commands {
  /** As wide as the widest line of a footer, so that none of them is broken. */
  private static final int HELP_WIDTH = 96;

  private final Map<String, Supplier<Object>> makers = new LinkedHashMap<>();

  Commands() {
    makers.put("put", PutCommand::new);
    makers.put("get", GetCommand::new);
    makers.put("delete", DeleteCommand::new);
    makers.put("ttl", TtlCommand::new);
    makers.put("touch", TouchCommand::new);
    makers.put("list", ListCommand::new);
    makers.put("scan", ScanCommand::new);
    makers.put("import", ImportCommand::new);
    makers.put("export", ExportCommand::new);
    makers.put("stats", StatsCommand::new);
    makers.put("verify", VerifyCommand::new);
    makers.put("repair", RepairCommand::new);
    makers.put("compact", CompactCommand::new);
    makers.put("convert", ConvertCommand::new);
    makers.put("backup", BackupCommand::new);
    makers.put("restore", RestoreCommand::new);
    makers.put("bench", BenchCommand::new);
    makers.put("config", ConfigCommand::new);
    makers.put("doctor", DoctorCommand::new);
    makers.put("shell", ShellCommand::new);
    makers.put("completion", CompletionCommand::new);
    makers.put("help", HelpCommand::new);
  }

  /** Returns the names of all commands. */
  Set<String> names() {
    return makers.keySet();
  }

  /** Adds every command. */
  CommandLine addAll(CommandLine kv) {
    makers.forEach((name, maker) -> kv.addSubcommand(name, maker.get()));
    return kv.setUsageHelpWidth(HELP_WIDTH);
  }

  /**
   * Adds the commands that the arguments may name. The others cannot be meant, and looking at each
   * of their options takes longer than a get.
   */
  CommandLine addNamed(CommandLine kv, String... arguments) {
    Set<String> words = Set.copyOf(Arrays.asList(arguments));
    boolean namesOne = names().stream().anyMatch(words::contains);
    if (!namesOne) {
      return addAll(kv);
    }
    makers.forEach(
        (name, maker) -> {
          if (words.contains(name)) {
            kv.addSubcommand(name, maker.get());
          }
        });
    return kv.setUsageHelpWidth(HELP_WIDTH);
  }
}
