package dev.cairnkv.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.app.cli.Terminal.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellCommandTest {
  @TempDir Path directory;
  private Terminal terminal;

  @BeforeEach
  void openTerminal() {
    terminal = new Terminal(directory);
  }

  @Test
  void runsTheSameCommandsAsTheCommandLine() {
    Result result =
        shell(
            """
            put a 1
            put b {"x": [1,
              2]}
            kv get a
            get b
            delete a
            get a
            """);

    assertThat(result.out()).isEqualTo("1{\"x\": [1,\n  2]}");
    assertThat(result.err()).isEqualTo("kv: no such key: a\n");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(terminal.run("get", "b").out()).isEqualTo("{\"x\": [1,\n  2]}");
  }

  @Test
  void leavesOutCommentsAndEmptyLinesAndEndsAtExit() {
    assertThat(shell("# put a 1\n\n  \nput b 2\nexit\nput c 3\n").exitCode()).isZero();

    assertThat(terminal.run("list").out()).isEqualTo("b\n");
  }

  @Test
  void goesOnBehindAMistakeAndTellsOfItInTheEnd() {
    Result result = shell("pit a 1\nput a 1\nget\nget a\n");

    assertThat(result.out()).isEqualTo("1");
    assertThat(result.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("kv: unknown command pit; did you mean put?"),
            line -> assertThat(line).startsWith("kv: Missing required parameter: 'KEY'"));
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void doesNothingOfACommandThatIsCut() {
    Result result = shell("put a 1\nput b {\"x\":\n1");

    assertThat(result.err()).startsWith("kv: the last command lacks a closing {");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(terminal.run("list").out()).isEqualTo("a\n");
  }

  @Test
  void takesSettingsForAllLinesAndForOne() {
    terminal.in = "put a 1\n--dir other put b 2\nget a\nlist --dir other\nconfig\n".getBytes(UTF_8);

    Result result = terminal.run("--dir", "mine", "--codec=kryo", "shell");

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith("1b\n").containsPattern("codec +kryo +--codec\n");
    assertThat(terminal.run("--dir", "mine", "stats").out()).contains("kryo 1");
    assertThat(terminal.run("--dir", "other", "list").out()).isEqualTo("b\n");
  }

  @Test
  void givesTheStoreUpForCommandsThatWantItForThemselves() {
    Result result = shell("put a 1\nverify\ndoctor\nrepair\nget a\nbench --ops 100\nget a\n");

    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("nothing is damaged\n")
        .contains("nobody has it open\n")
        .endsWith("1");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void tellsHowLongSyncsTookThatItsCommandsWaitedFor() {
    terminal.in = "put a 1\nput b 2\nstats\n".getBytes(UTF_8);

    Result result = terminal.run("--durability", "synced", "shell");

    assertThat(result.out())
        .containsPattern("\nsyncs +2 in [^\n]+s, the longest [^\n]+s\n")
        .doesNotContain("\nrolls ");
  }

  @Test
  void leavesTheStoreCleanlyShutDown() {
    shell("put a 1\n");

    assertThat(directory.resolve("kv-data/clean.cairn")).exists();
  }

  @Test
  void keepsItsInputForItself() throws IOException {
    Files.writeString(directory.resolve("value"), "of a file");

    Result result =
        shell("put a -\nshell\nput b @%s\nget b\n".formatted(directory.resolve("value")));

    assertThat(result.err())
        .contains("kv: standard input belongs to the shell")
        .contains("kv: this is a shell already");
    assertThat(result.out()).isEqualTo("of a file");
  }

  @Test
  void refusesAMistakeInTheSettingsBeforeTheFirstLine() {
    terminal.environment.put("KV_CODEC", "jsn");

    Result result = shell("put a 1\n");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("kv: KV_CODEC: expected json or kryo").hasLineCount(1);
  }

  private Result shell(String lines) {
    terminal.in = lines.getBytes(UTF_8);
    return terminal.run("shell");
  }
}
