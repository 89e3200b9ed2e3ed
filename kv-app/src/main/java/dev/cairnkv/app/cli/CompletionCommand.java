package dev.cairnkv.app.cli;

import dev.cairnkv.app.config.Suggestion;
import dev.cairnkv.app.transfer.WrongUsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "completion",
    description = "Print a script that lets a shell complete commands and options.",
    footer = {
      "",
      "Examples:",
      "  source <(kv completion bash)",
      "  kv completion zsh > ~/.zfunc/_kv"
    })
final class CompletionCommand extends StoreCommand {
  private static final String NAME = "kv";

  /** Zsh runs the functions of bash once it has loaded what they need. */
  private static final String ZSH_HEAD =
      """
      #compdef kv
      autoload -Uz compinit bashcompinit
      (( $+functions[compdef] )) || compinit
      bashcompinit
      """;

  @Parameters(
      paramLabel = "bash|zsh",
      completionCandidates = Candidates.OfShell.class,
      description = "The shell.")
  private String shell = "";

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    String script = AutoComplete.bash(NAME, new Commands().addAll(new CommandLine(kv)));
    streams.out().write(head(shell).concat(script).getBytes(StandardCharsets.UTF_8));
    return ExitCode.DONE;
  }

  private static String head(String shell) {
    return switch (shell) {
      case "bash" -> "";
      case "zsh" -> ZSH_HEAD;
      default ->
          throw new WrongUsageException(
              "expected bash or zsh, found "
                  + shell
                  + Suggestion.didYouMean(shell, List.of("bash", "zsh")));
    };
  }
}
