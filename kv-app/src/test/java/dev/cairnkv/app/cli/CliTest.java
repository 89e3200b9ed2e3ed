package dev.cairnkv.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.app.cli.Terminal.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
  @TempDir Path directory;
  private Terminal terminal;

  @BeforeEach
  void openTerminal() {
    terminal = new Terminal(directory);
  }

  @Test
  void putsGetsAndDeletes() {
    assertDone(terminal.run("put", "città", "Zürich ✓"), "");
    assertDone(terminal.run("get", "città"), "Zürich ✓");
    assertDone(terminal.run("delete", "città"), "");
    assertThat(terminal.run("get", "città").exitCode()).isEqualTo(1);
  }

  @Test
  void keepsEmptyKeysAndValues() {
    assertDone(terminal.run("put", "", ""), "");
    assertDone(terminal.run("get", ""), "");
  }

  @Test
  void saysOnStandardErrorThatAKeyIsNotThere() {
    terminal.run("put", "a", "1");

    assertFailure(terminal.run("get", "b"), 1, "kv: no such key: b");
    assertFailure(terminal.run("delete", "b"), 1, "kv: no such key: b");
  }

  @Test
  void putsExactBytesOfStandardInputAndFiles() throws IOException {
    byte[] bytes = {0, (byte) 0xff, '\r', '\n', 'x', '\n'};
    Path file = Files.write(directory.resolve("value"), bytes);
    terminal.in = bytes;

    assertDone(terminal.run("put", "stdin", "-"), "");
    assertDone(terminal.run("put", "file", "@" + file), "");

    assertThat(terminal.run("get", "stdin").outBytes()).isEqualTo(bytes);
    assertThat(terminal.run("get", "file").outBytes()).isEqualTo(bytes);
  }

  @Test
  void endsAValueWithALineBreakOnATerminalOnly() {
    terminal.run("put", "a", "1");
    terminal.outIsTerminal = true;

    assertThat(terminal.run("get", "a").out()).isEqualTo("1\n");
  }

  @Test
  void takesGlobalOptionsBeforeAndAfterTheCommand() {
    String elsewhere = directory.resolve("elsewhere").toString();

    assertDone(terminal.run("--dir", elsewhere, "put", "a", "1"), "");
    assertDone(terminal.run("get", "--dir", elsewhere, "a"), "1");
    assertDone(terminal.run("get", "a", "--dir=" + elsewhere), "1");
    assertThat(directory.resolve("elsewhere")).isDirectory();
    assertThat(directory.resolve("kv-data")).doesNotExist();
  }

  @Test
  void readsAndWritesWithTheCodecThatIsConfiguredAtTheTime() {
    terminal.run("put", "a", "json");
    terminal.run("--codec", "kryo", "put", "b", "kryo");
    terminal.environment.put("KV_CODEC", "json");

    assertDone(terminal.run("get", "a"), "json");
    assertDone(terminal.run("get", "b"), "kryo");
    assertThat(terminal.run("stats").out()).contains("json 1").contains("kryo 1");
  }

  @Test
  void listsOneKeyALine() {
    terminal.run("put", "plain", "1");
    terminal.run("put", "two\nlines\t\\", "2");
    terminal.run("put", "cloche ✓", "3");

    Result result = terminal.run("list");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines())
        .containsExactlyInAnyOrder("plain", "two\\nlines\\t\\\\", "cloche ✓");
  }

  @Test
  void listsByPrefixUpToALimit() {
    Stream.of("a1", "a2", "a3", "b1").forEach(key -> terminal.run("put", key, ""));

    assertThat(terminal.run("list", "--prefix", "a").out().lines())
        .containsExactlyInAnyOrder("a1", "a2", "a3");
    assertThat(terminal.run("list", "--prefix=a", "--limit", "2").out().lines()).hasSize(2);
    assertThat(terminal.run("list", "--limit", "0").out()).isEmpty();
  }

  @Test
  void showsFigures() throws IOException {
    terminal.run("put", "a", "1");
    Files.writeString(directory.resolve("kv-data/notes.txt"), "mine");

    Result result = terminal.run("stats");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .containsPattern("store +.*kv-data\n")
        .containsPattern("keys +1\n")
        .contains("SHARD  CODEC")
        .containsPattern(" +1 +json 1 +active +64\\.0 KiB ");
    assertThat(result.err()).isEqualTo("kv: not of this store, left alone: notes.txt\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"get k", "delete k", "list", "stats", "export"})
  void beginsNoStoreToReadFromIt(String command) {
    Result result = terminal.run(command.split(" ", -1));

    assertFailure(
        result,
        3,
        "kv: there is no store in %s; 'kv put' or 'kv import' begins one, --dir names another"
            .formatted(directory.resolve("kv-data")));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void beginsNoStoreWhereTheConfigurationForbidsIt() {
    terminal.environment.put("KV_CREATE_IF_MISSING", "false");

    assertFailure(
        terminal.run("put", "a", "1"),
        3,
        ("kv: there is no store in %s; create-if-missing=true lets 'kv put' or 'kv import' begin"
                + " one, --dir names another")
            .formatted(directory.resolve("kv-data")));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void refusesAValueLargerThanAShardAndWritesNothing() {
    terminal.in = new byte[100_000];

    assertFailure(terminal.run("put", "a", "-"), 3, "kv: standard input has more than 65536 bytes");
    assertFailure(
        terminal.run("put", "a", "x".repeat(65_000) + "y".repeat(600)), 3, "kv: the encoded");
  }

  @Test
  void refusesADirectoryThatIsAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "mine");

    Result result = terminal.run("--dir", file.toString(), "put", "a", "1");

    assertFailure(result, 3, "kv: ");
    assertThat(file).hasContent("mine");
  }

  @Test
  void refusesAFileThatIsMissing() {
    assertFailure(
        terminal.run("put", "a", "@/no/such/file"),
        3,
        "kv: /no/such/file: no such file or directory");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void refusesADirectoryInPlaceOfAFile() {
    assertFailure(
        terminal.run("put", "a", "@" + directory), 3, "kv: " + directory + ": is a directory");
    assertFailure(
        terminal.run("import", directory.toString(), "--format=csv"),
        3,
        "kv: " + directory + ": is a directory");
  }

  @Test
  void refusesTextThatTheShellDidNotPassInUtf8() {
    assertFailure(terminal.run("put", "caf\uFFFD", "1"), 2, "kv: the key is not text in UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pit a 1 => unknown command pit; did you mean put?; see 'kv --help'",
        "list --dri x => unknown option --dri; did you mean --dir?; see 'kv list --help'",
        "get --dri x => unknown option --dri (text that begins with - goes behind --); did you"
            + " mean",
        "put k -x => unknown option -x (text that begins with - goes behind --); did you mean -h?",
        "get a b => unexpected argument b; see 'kv get --help'",
        "get => Missing required parameter: 'KEY'; see 'kv get --help'",
        "list --limit many => Invalid value for option '--limit'",
        "list --limit -5 => --limit: expected 0 or more, found -5",
        "--codec jsn get a => --codec: expected json or kryo, or one of them with +zstd, +aes or"
            + " +zstd+aes, found jsn; did you mean json?",
        "--config nothing get a => ",
        "import data.xls => data.xls: the name does not tell the format",
        "import data.csv --format cvs => --format: expected jsonl or csv or tsv, found cvs",
      })
  void saysInOneLineWhatIsWrongWithTheUsage(String commandAndMessage) {
    String[] parts = commandAndMessage.split(" => ?", -1);

    assertFailure(terminal.run(parts[0].split(" ", -1)), 2, "kv: " + parts[1]);
  }

  @Test
  void takesTextThatBeginsWithAMinusBehindTwoOfThem() {
    assertDone(terminal.run("put", "--", "-x", "--dir"), "");
    assertDone(terminal.run("get", "--", "-x"), "--dir");
    assertDone(terminal.run("put", "number", "-5"), "");
  }

  @Test
  void asksForACommand() {
    assertFailure(terminal.run(), 2, "kv: no command given; see 'kv --help'");
  }

  @Test
  void reportsAMistakeInTheConfiguration() {
    terminal.environment.put("KV_CODEX", "json");

    assertFailure(terminal.run("get", "a"), 2, "kv: environment: unknown variable KV_CODEX");
  }

  @Test
  void showsTheStackTraceWhenAsked() {
    Result result = terminal.run("--verbose", "get", "a");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).startsWith("kv: there is no store").contains("\tat dev.cairnkv");
  }

  @Test
  void helpsWithoutAStore() {
    Result help = terminal.run("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("put", "get", "delete", "list", "stats", "import", "export");
    assertThat(help.err()).isEmpty();
    assertThat(terminal.run("import", "--help").out()).contains("--key");
    assertThat(terminal.run("--version").out()).matches("kv \\(Cairn\\) \\d.*\n");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void saysHowLongAKeyStays() {
    assertDone(terminal.run("put", "a", "1"), "");
    assertDone(terminal.run("put", "b", "2", "--ttl", "10m"), "");

    assertDone(terminal.run("ttl", "a"), "off\n");
    assertThat(millis(terminal.run("ttl", "b"))).isBetween(1L, 600_000L);
    assertDone(terminal.run("get", "b"), "2");
    assertFailure(terminal.run("ttl", "c"), 1, "kv: no such key: c");
  }

  @Test
  void saysAnewHowLongAKeyStays() {
    terminal.run("put", "a", "1", "--ttl", "1m");

    assertDone(terminal.run("touch", "a", "--ttl", "7d"), "");
    assertThat(millis(terminal.run("ttl", "a"))).isGreaterThan(60_000L);
    assertDone(terminal.run("touch", "a", "--ttl", "off"), "");
    assertDone(terminal.run("ttl", "a"), "off\n");
    assertDone(terminal.run("get", "a"), "1");
    assertFailure(terminal.run("touch", "b", "--ttl", "1h"), 1, "kv: no such key: b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0s", "-1s", "soon", ""})
  void refusesATimeToLiveThatIsNone(String timeToLive) {
    Result result = terminal.run("put", "a", "1", "--ttl=" + timeToLive);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("kv: --ttl: ");
    assertThat(directory).isEmptyDirectory();
  }

  private static long millis(Result result) {
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).endsWith("ms\n");
    return Long.parseLong(result.out().replace("ms\n", ""));
  }

  @Test
  void readsPropertiesOfTheWorkingDirectory() throws IOException {
    Files.writeString(directory.resolve("kv.properties"), "dir = here\n", StandardCharsets.UTF_8);

    assertDone(terminal.run("put", "a", "1"), "");
    assertThat(directory.resolve("here")).isDirectory();
  }

  private static void assertDone(Result result, String out) {
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo(out);
  }

  private static void assertFailure(Result result, int exitCode, String errStart) {
    assertThat(result.err()).startsWith(errStart).endsWith("\n");
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.exitCode()).isEqualTo(exitCode);
    assertThat(result.outBytes()).isEmpty();
  }
}
