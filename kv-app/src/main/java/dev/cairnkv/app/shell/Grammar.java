package dev.cairnkv.app.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What may come next in a line, as far as the commands tell by their options and parameters. */
final class Grammar {
  private static final String OPTION_MARK = "-";

  private final Map<String, CommandLine> commands;

  Grammar(CommandSpec root) {
    this.commands = root.subcommands();
  }

  /** What may come next. */
  sealed interface Next {}

  /** The name of a command. */
  record CommandName() implements Next {}

  /** The value of an option. */
  record OptionValue(OptionSpec option) implements Next {}

  /** One of the parameters that are left, or an option. */
  record Argument(CommandSpec command, List<PositionalParamSpec> left) implements Next {}

  /** Nothing that is known, behind a command that is not. */
  record Anything() implements Next {}

  Map<String, CommandLine> commands() {
    return commands;
  }

  /** Returns what may stand behind these words. */
  Next after(List<String> words) {
    if (words.isEmpty()) {
      return new CommandName();
    }
    CommandLine line = commands.get(words.getFirst());
    if (line == null) {
      return new Anything();
    }
    CommandSpec command = line.getCommandSpec();
    List<PositionalParamSpec> left = new ArrayList<>(command.positionalParameters());
    OptionSpec open = null;
    for (String word : words.subList(1, words.size())) {
      if (open != null) {
        open = null;
      } else if (word.startsWith(OPTION_MARK)) {
        open = withValue(command.findOption(word));
      } else if (!left.isEmpty()) {
        left.removeFirst();
      }
    }
    return open == null ? new Argument(command, left) : new OptionValue(open);
  }

  private static @Nullable OptionSpec withValue(@Nullable OptionSpec option) {
    return option != null && option.arity().max() > 0 ? option : null;
  }

  /** Returns how what may come next is written, for people; empty if nothing is known. */
  static String syntax(Next next) {
    return switch (next) {
      case CommandName _ -> "";
      case Anything _ -> "";
      case OptionValue value -> value.option().paramLabel();
      case Argument argument ->
          String.join(" ", argument.left().stream().map(Grammar::label).toList());
    };
  }

  private static String label(PositionalParamSpec parameter) {
    return parameter.required() ? parameter.paramLabel() : "[" + parameter.paramLabel() + "]";
  }
}
