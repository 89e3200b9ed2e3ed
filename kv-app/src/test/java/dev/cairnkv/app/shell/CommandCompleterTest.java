package dev.cairnkv.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class CommandCompleterTest {
  private final Grammar grammar =
      new Grammar(new CommandLine(new Root()).addSubcommand(new Put()).getCommandSpec());
  private final List<String> askedFor = new ArrayList<>();

  @Test
  void completesTheNamesOfCommands() {
    assertCandidates("").containsExactlyInAnyOrder("put", "exit", "quit");
    assertCandidates("pu").contains("put");
  }

  @Test
  void completesKeysWhereAKeyIsExpected() {
    assertCandidates("put us").containsExactly("user 1", "user:2");
    assertThat(askedFor).containsExactly("us");
    assertCandidates("put key ").isEmpty();
    assertCandidates("put --mode a us").containsExactly("user 1", "user:2");
  }

  @Test
  void completesOptionsAndTheirValues() {
    assertCandidates("put --").containsExactly("--mode");
    assertCandidates("put --mode ").containsExactly("fast", "safe");
    assertCandidates("nonsense x").isEmpty();
  }

  @Test
  void saysWhichParametersAreLeft() {
    assertThat(syntax("put")).isEqualTo("KEY [VALUE]");
    assertThat(syntax("put", "a")).isEqualTo("[VALUE]");
    assertThat(syntax("put", "--mode")).isEqualTo("MODE");
    assertThat(syntax("put", "a", "b")).isEmpty();
    assertThat(syntax("nonsense")).isEmpty();
  }

  @Test
  void quotesACandidateThatIsNoPlainWord() {
    CompletingParsedLine line =
        (CompletingParsedLine) new WordParser().parse("put us", 6, ParseContext.COMPLETE);

    assertThat(line.escape("user 1", true)).hasToString("\"user 1\"");
    assertThat(line.rawWordCursor()).isEqualTo(2);
    assertThat(line.rawWordLength()).isEqualTo(2);
  }

  @Test
  void asksForAFurtherLineOnlyWhenOneIsToBeRun() {
    WordParser parser = new WordParser();

    assertThat(parser.parse("put a {", 7, ParseContext.COMPLETE).words())
        .containsExactly("put", "a", "{");
    assertThatThrownBy(() -> parser.parse("put a {", 7, ParseContext.ACCEPT_LINE))
        .isInstanceOfSatisfying(EOFError.class, e -> assertThat(e.getMissing()).isEqualTo("{"));
    assertThat(parser.parse("put a {\n}", 9, ParseContext.ACCEPT_LINE).words())
        .containsExactly("put", "a", "{\n}");
  }

  private String syntax(String... words) {
    return Grammar.syntax(grammar.after(List.of(words)));
  }

  @SuppressWarnings("NullAway") // the completer does not look at the reader
  private ListAssert<String> assertCandidates(String line) {
    askedFor.clear();
    CommandCompleter completer =
        new CommandCompleter(
            grammar,
            prefix -> {
              askedFor.add(prefix);
              return List.of("user 1", "user:2");
            });
    List<Candidate> candidates = new ArrayList<>();
    completer.complete(
        null, new WordParser().parse(line, line.length(), ParseContext.COMPLETE), candidates);
    return assertThat(candidates.stream().map(Candidate::value).toList());
  }

  @Command(name = "root")
  private static final class Root {}

  @SuppressWarnings("UnusedVariable") // picocli sets them
  @Command(name = "put", description = "Store.")
  private static final class Put {
    @Option(names = "--mode", paramLabel = "MODE", completionCandidates = Modes.class)
    String mode = "";

    @Parameters(index = "0", paramLabel = "KEY")
    String key = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE")
    String value = "";
  }

  static final class Modes extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Modes() {
      super(List.of("fast", "safe"));
    }
  }
}
