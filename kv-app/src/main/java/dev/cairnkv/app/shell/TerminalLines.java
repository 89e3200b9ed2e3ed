package dev.cairnkv.app.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Lines that a person writes, with history and completion. */
public final class TerminalLines implements Lines {
  private static final String PROMPT = "kv> ";
  private static final String FURTHER_PROMPT = "%M%P > ";

  private final Terminal terminal;
  private final LineReader reader;
  private Terminal.@Nullable SignalHandler before;

  private TerminalLines(Terminal terminal, LineReader reader) {
    this.terminal = terminal;
    this.reader = reader;
  }

  /**
   * Opens the terminal of this process.
   *
   * @param commands the commands there are
   * @param keys finds keys to complete
   * @param history the file that keeps the lines, or {@code null} to keep them in memory
   * @param colors whether lines may have colours
   */
  public static TerminalLines open(
      CommandSpec commands, Keys keys, @Nullable Path history, boolean colors) throws IOException {
    Terminal terminal = TerminalBuilder.builder().system(true).name("kv").build();
    Grammar grammar = new Grammar(commands);
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("kv")
            .parser(new WordParser())
            .completer(new CommandCompleter(grammar, keys))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, FURTHER_PROMPT);
    if (colors) {
      builder.highlighter(new SyntaxHint(grammar));
    }
    if (history != null) {
      builder.variable(LineReader.HISTORY_FILE, history);
    }
    LineReader reader = builder.build();
    if (colors) {
      reader.setAutosuggestion(LineReader.SuggestionType.TAIL_TIP);
    }
    return new TerminalLines(terminal, reader);
  }

  @Override
  public @Nullable List<String> next() {
    try {
      reader.readLine(PROMPT);
      return reader.getParsedLine().words();
    } catch (UserInterruptException e) {
      return List.of(); // Ctrl-C gives the line up
    } catch (EndOfFileException e) {
      return null;
    }
  }

  @Override
  public void beginCommand() {
    Thread thread = Thread.currentThread();
    before = terminal.handle(Terminal.Signal.INT, signal -> thread.interrupt());
  }

  @Override
  public void endCommand() {
    Terminal.SignalHandler handler = before;
    if (handler != null) {
      terminal.handle(Terminal.Signal.INT, handler);
      before = null;
    }
    var _ = Thread.interrupted(); // too late for the command that it was meant for
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }
}
