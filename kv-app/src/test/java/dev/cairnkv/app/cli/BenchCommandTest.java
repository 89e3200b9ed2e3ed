package dev.cairnkv.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.app.cli.Terminal.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {
  @TempDir Path directory;
  private Terminal terminal;

  @BeforeEach
  void openTerminal() {
    terminal = new Terminal(directory);
  }

  @Test
  void showsThroughputPercentilesAndAPicture() {
    Result result =
        terminal.run("bench", "--ops=2000", "--keys=500", "--threads=2", "--read-ratio=0.125");

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .containsPattern("store  json, appended, in .*kv-bench-\\d+-\\d+ \\(removed\\)\n")
        .containsPattern(
            "load   500 keys of 16 bytes, values of 100 bytes, 2 threads: .* a second\n")
        .containsPattern("mixed  2,000 operations, 12\\.5 % reads, uniform keys, 2 threads: .*\n")
        .containsPattern("COUNT +P50 +P90 +P99 +P99\\.9 +P99\\.99 +MAX\n")
        .containsPattern("load +500 +.*s\n")
        .containsPattern("read +p50 +[▏▎▍▌▋▊▉█]+\n")
        .containsPattern("write +p50 +[▏▎▍▌▋▊▉█]+\n")
        .contains("|100 ns ", "|1 µs ");
  }

  @Test
  void leavesNothingBehindInTheWorkingDirectoryOrAmongTemporaryFiles() throws IOException {
    terminal.run("put", "mine", "precious");

    assertThat(terminal.run("bench", "--ops", "100").exitCode()).isZero();

    assertThat(scratchDirectories()).isEmpty();
    assertThat(terminal.run("list").out()).isEqualTo("mine\n");
  }

  /** Only the option of the command counts: a bench in the usual store would be a surprise. */
  @Test
  void doesNotTakeTheDirectoryFromTheEnvironment() {
    terminal.environment.put("KV_DIR", directory.resolve("usual").toString());

    assertThat(terminal.run("bench", "--ops", "100").exitCode()).isZero();

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void leavesTheStoreInADirectoryThatWasNamed() {
    Result result = terminal.run("--codec=kryo", "bench", "--dir", "here", "--ops", "100");

    assertThat(result.out()).contains("store  kryo, appended, in ").contains("here (stays there)");
    assertThat(terminal.run("--dir", "here", "list").out().lines())
        .hasSize(100)
        .allMatch(key -> key.startsWith("bench:"));
  }

  @Test
  void beginsAStoreWhereTheConfigurationForbidsThatToOthers() {
    terminal.environment.put("KV_CREATE_IF_MISSING", "false");

    assertThat(terminal.run("bench", "--ops", "10").exitCode()).isZero();
  }

  @Test
  void refusesADirectoryThatHoldsAnything() throws IOException {
    terminal.run("put", "mine", "precious");
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.writeString(other.resolve("thesis.txt"), "text");

    for (String name : List.of("kv-data", "other")) {
      Result result = terminal.run("bench", "--dir", name, "--ops", "10");

      assertThat(result.err())
          .isEqualTo(
              "kv: %s: not empty; a bench needs a new or empty directory\n"
                  .formatted(directory.resolve(name)));
      assertThat(result.exitCode()).isEqualTo(3);
    }
    assertThat(terminal.run("list").out()).isEqualTo("mine\n");
    assertThat(other).isDirectoryContaining(path -> path.endsWith("thesis.txt"));
  }

  @Test
  void removesTheScratchDirectoryOfABenchThatFails() throws IOException {
    Result result = terminal.run("bench", "--value-size", "100000");

    assertThat(result.err()).startsWith("kv: the encoded").hasLineCount(1);
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(scratchDirectories()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--ops 0 => --ops: expected 1 to ",
        "--ops many => Invalid value for option '--ops'",
        "--keys 0 => --keys: expected 1 to 10000000000, found 0",
        "--value-size -1 => --value-size: expected 0 to ",
        "--threads 0 => --threads: expected 1 to 1024, found 0",
        "--read-ratio 1.5 => --read-ratio: expected 0 to 1, found 1.5",
        "--read-ratio NaN => --read-ratio: expected 0 to 1, found NaN",
        "--distribution zipfan => --distribution: expected uniform or zipfian, found zipfan; did"
            + " you",
        "--threds 2 => unknown option --threds; did you mean --threads?; see 'kv bench --help'",
      })
  void saysInOneLineWhatIsWrongWithTheUsage(String optionsAndMessage) {
    String[] parts = optionsAndMessage.split(" => ", -1);

    Result result = terminal.run(("bench " + parts[0]).split(" ", -1));

    assertThat(result.err()).startsWith("kv: " + parts[1]).hasLineCount(1);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void showsALineForEachPhaseOnATerminal() {
    terminal.errIsTerminal = true;

    assertThat(terminal.run("bench", "--ops", "100").err()).contains("load", "mixed", "100%");
  }

  @Test
  void helpsWithAnExample() {
    assertThat(terminal.run("bench", "--help").out())
        .contains("--distribution", "kv bench --dir /mnt/data/bench");
  }

  /** Those of this process: others may be at it, too. */
  private static List<String> scratchDirectories() throws IOException {
    try (Stream<Path> paths = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return paths
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith("kv-bench-" + ProcessHandle.current().pid() + "-"))
          .toList();
    }
  }
}
