package dev.cairnkv.app.cli;

import dev.cairnkv.app.config.Suggestion;
import dev.cairnkv.app.transfer.WrongUsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Parameters;

@Command(
    name = "help",
    description = "Print the help of a command, or of all.",
    footer = {"", "Example:", "  kv help import"})
final class HelpCommand extends StoreCommand {

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command.")
  private @Nullable String command;

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    CommandLine line = new Commands().addAll(new CommandLine(kv));
    String name = command;
    CommandLine wanted = name == null ? line : line.getSubcommands().get(name);
    if (wanted == null) {
      throw new WrongUsageException(
          "unknown command "
              + name
              + Suggestion.didYouMean(String.valueOf(name), line.getSubcommands().keySet()));
    }
    Ansi colors = streams.terminals().colors() ? Ansi.ON : Ansi.OFF;
    String usage = wanted.getUsageMessage(Help.defaultColorScheme(colors));
    streams.out().write(usage.getBytes(StandardCharsets.UTF_8));
    return ExitCode.DONE;
  }
}
