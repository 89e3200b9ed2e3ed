package dev.cairnkv.app.shell;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completes commands, options, their values, and keys. */
final class CommandCompleter implements Completer {

  /** What the commands call a parameter that is a key. */
  private static final String KEY = "KEY";

  private final Grammar grammar;
  private final Keys keys;

  CommandCompleter(Grammar grammar, Keys keys) {
    this.grammar = grammar;
    this.keys = keys;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String word = line.word().substring(0, line.wordCursor());
    switch (grammar.after(line.words().subList(0, line.wordIndex()))) {
      case Grammar.CommandName _ -> addCommands(candidates);
      case Grammar.Anything _ -> {}
      case Grammar.OptionValue value ->
          addValues(value.option().completionCandidates(), candidates);
      case Grammar.Argument argument -> addArguments(argument, word, candidates);
    }
  }

  private void addCommands(List<Candidate> candidates) {
    grammar
        .commands()
        .forEach(
            (name, command) ->
                candidates.add(
                    candidate(
                        name, firstLine(command.getCommandSpec().usageMessage().description()))));
    for (String ending : Shell.ENDINGS) {
      candidates.add(candidate(ending, "End the shell."));
    }
  }

  private void addArguments(Grammar.Argument argument, String word, List<Candidate> candidates) {
    if (word.startsWith("-")) {
      addOptions(argument.command(), candidates);
    } else if (!argument.left().isEmpty()) {
      PositionalParamSpec next = argument.left().getFirst();
      if (next.paramLabel().equals(KEY)) {
        keys.beginningWith(word).forEach(key -> candidates.add(candidate(key, "")));
      } else {
        addValues(next.completionCandidates(), candidates);
      }
    }
  }

  private static void addOptions(CommandSpec command, List<Candidate> candidates) {
    for (OptionSpec option : command.options()) {
      candidates.add(candidate(option.longestName(), firstLine(option.description())));
    }
  }

  private static void addValues(@Nullable Iterable<String> values, List<Candidate> candidates) {
    if (values != null) {
      values.forEach(value -> candidates.add(candidate(value, "")));
    }
  }

  private static String firstLine(String[] description) {
    return description.length == 0 ? "" : description[0];
  }

  private static Candidate candidate(String value, String description) {
    return new Candidate(
        value, value, null, description.isEmpty() ? null : description, null, null, true);
  }
}
