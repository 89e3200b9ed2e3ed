package dev.cairnkv.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairnkv.app.Main;
import dev.cairnkv.app.config.ConfigLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What tells how commands are used: help, examples, completion, guesses. */
class HelpTest {

  /** A call of kv in a line of examples, up to what the shell takes itself. */
  private static final Pattern CALL = Pattern.compile("\\bkv ([^|<>)\n]*)");

  @TempDir Path directory;

  static List<String> commands() {
    return new ArrayList<>(new Commands().names());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpsWithEveryCommandAndItsExamples(String command) {
    Terminal terminal = new Terminal(directory);

    String help = terminal.run(command, "--help").out();

    assertThat(terminal.run("help", command).out()).isEqualTo(help);
    assertThat(terminal.run("--help").out()).containsPattern("\n +" + command + " +\\S");
    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
    assertThat(examples(help)).isNotEmpty().allSatisfy(HelpTest::assertParses);
  }

  private static List<String> examples(String help) {
    int start = help.lastIndexOf("\nExample");
    return start < 0
        ? List.of()
        : CALL.matcher(help.substring(start)).results().map(found -> found.group(1)).toList();
  }

  private static void assertParses(String call) {
    Streams streams = new Streams(System.in, System.out, System.err, Terminals.none());
    KvCommand kv =
        new KvCommand(
            streams, Main::open, Main.maintenance(), new ConfigLoader(Path.of(""), Map.of()), null);
    CommandLine line = new Commands().addAll(new CommandLine(kv));
    assertThat(line.parseArgs(call.strip().split(" +")).hasSubcommand()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pit a => unknown command pit; did you mean put?",
        "scna => unknown command scna; did you mean scan?",
        "get frobnicate list => unexpected argument",
        "scan --perfix a => unknown option --perfix; did you mean --prefix?",
        "stats --jsn => unknown option --jsn; did you mean --json?",
        "completion bsh => expected bash or zsh, found bsh; did you mean bash?"
      })
  void guessesWhatWasMeant(String commandAndMessage) {
    String[] parts = commandAndMessage.split(" => ", -1);

    Terminal.Result result = new Terminal(directory).run(parts[0].split(" ", -1));

    assertThat(result.err()).startsWith("kv: " + parts[1]).hasLineCount(1);
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void completesInBash() throws Exception {
    Path script = completion("bash");

    assertThat(completed(script, "kv", "sc")).containsExactly("scan");
    assertThat(completed(script, "./kv", "--durab")).containsExactly("--durability");
    assertThat(completed(script, "kv", "import", "--format", "j")).containsExactly("jsonl");
  }

  @Test
  void completesInZsh() throws Exception {
    assumeTrue(canRun("zsh"), "skipped: there is no zsh here");
    Path script = completion("zsh");

    Process zsh =
        new ProcessBuilder("zsh", "-f", "-c", "source " + script + " && print $_comps[kv]")
            .redirectErrorStream(true)
            .start();

    assertThat(text(zsh)).contains("_complete_kv");
    assertThat(zsh.waitFor()).isZero();
  }

  private Path completion(String shell) throws IOException {
    Terminal.Result result = new Terminal(directory).run("completion", shell);
    assertThat(result.exitCode()).isZero();
    return Files.writeString(directory.resolve("completion"), result.out());
  }

  /** Asks bash what it would offer for the last word. */
  private static List<String> completed(Path script, String... words) throws Exception {
    String line = String.join(" ", words);
    String ask =
        """
        source %s
        COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; COMP_POINT=%d
        _complete_kv
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(script, line, words.length - 1, line, line.length());
    // It complains that this is no real completion.
    Process bash =
        new ProcessBuilder("bash", "-c", ask)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> offered = text(bash).lines().toList();
    assertThat(bash.waitFor()).isZero();
    return offered;
  }

  private static String text(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static boolean canRun(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
