package dev.cairnkv.app.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands that change nothing print, for people and as JSON. */
class ReadingCommandsTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir Path directory;
  private Terminal terminal;

  @BeforeEach
  void openTerminal() {
    terminal = new Terminal(directory);
  }

  @Test
  void scansKeysWithTheirValuesOneALine() {
    terminal.run("put", "a1", "one\ttwo\n");
    terminal.run("put", "a\t2", "");
    terminal.run("put", "b", "x");

    assertThat(terminal.run("scan", "--prefix", "a").out().lines())
        .containsExactlyInAnyOrder("a1\tone\\ttwo\\n", "a\\t2\t");
    assertThat(terminal.run("scan", "--limit=2").out().lines()).hasSize(2);
    assertThat(terminal.run("scan", "--limit=0").out()).isEmpty();
  }

  @Test
  void scansInOrderWhereTheKeysAreKeptSo() {
    for (String key : List.of("b", "a2", "c", "a10", "a1")) {
      terminal.run("put", key, "value");
    }

    assertThat(terminal.run("list", "--ordered=true").out().lines())
        .containsExactly("a1", "a10", "a2", "b", "c");
    assertThat(terminal.run("scan", "--ordered=true", "--prefix=a", "--reverse").out().lines())
        .containsExactly("a2\tvalue", "a10\tvalue", "a1\tvalue");
    assertThat(terminal.run("list", "--ordered=true", "--from=a2", "--to=b").out().lines())
        .containsExactly("a2", "b");
    assertThat(terminal.run("list", "--ordered=true", "--reverse", "--limit=1").out().lines())
        .containsExactly("c");
  }

  @Test
  void filtersByRangeAlsoWhereTheyAreNot() {
    for (String key : List.of("b", "a2", "c", "a1")) {
      terminal.run("put", key, "value");
    }

    assertThat(terminal.run("list", "--from=a2", "--to=b").out().lines())
        .containsExactlyInAnyOrder("a2", "b");
    Result result = terminal.run("list", "--reverse");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--ordered true");
  }

  @Test
  void scansAsJsonThatCanBeImported() {
    terminal.run("put", "a", "{\"n\": 1.50}");
    terminal.run("put", "b", "text");
    terminal.in = new byte[] {(byte) 0xff};
    terminal.run("put", "c", "-");

    Result result = terminal.run("scan", "--json");

    assertThat(result.out().lines())
        .containsExactlyInAnyOrder(
            "{\"key\":\"a\",\"value\":{\"n\": 1.50}}",
            "{\"key\":\"b\",\"value\":\"text\"}",
            "{\"key\":\"c\",\"value-base64\":\"/w==\"}");
    terminal.in = result.outBytes();
    assertThat(terminal.run("--dir", "copy", "import", "-").exitCode()).isZero();
    assertThat(terminal.run("--dir", "copy", "get", "a").out()).isEqualTo("{\"n\": 1.50}");
  }

  @Test
  void listsAndGetsAsJson() {
    terminal.run("put", "a\"", "1");

    assertThat(terminal.run("list", "--json").out()).isEqualTo("{\"key\":\"a\\\"\"}\n");
    assertThat(terminal.run("list", "--json", "--prefix=b").out()).isEmpty();
    assertThat(terminal.run("get", "--json", "a\"").out())
        .isEqualTo("{\"key\":\"a\\\"\",\"value\":\"1\"}\n");
    assertThat(terminal.run("get", "--json", "b"))
        .extracting(Result::exitCode, Result::out)
        .containsExactly(1, "");
  }

  @Test
  void indentsJsonWhenAskedAndKeepsItsNumbers() {
    terminal.run("put", "a", "{\"b\":[1.50e1,{}],\"c\":\"x, {y}: \\\"z\\\"\",\"d\":[ ]}");
    terminal.run("put", "text", "{no json}");

    assertThat(terminal.run("get", "--pretty", "a").out())
        .isEqualTo(
            """
            {
              "b": [
                1.50e1,
                {}
              ],
              "c": "x, {y}: \\"z\\"",
              "d": []
            }
            """);
    assertThat(terminal.run("get", "--pretty", "text").out()).isEqualTo("{no json}");
  }

  @Test
  void drawsABarForEachShard() {
    fillTwoShards();

    String out = terminal.run("stats").out();

    assertThat(out).containsPattern("\n█+▒+░+\n█ live  ▓ deleted  ▒ dead  ░ free\n");
    assertThat(out).containsPattern("\n +1  json 1  sealed  64\\.0 KiB +.*  █{1,19}▒{1,19}░*\n");
    assertThat(out).containsPattern("\n +2  json 1  active  64\\.0 KiB +.*  █+▒*░+\n");
    assertThat(out).contains(" times the live data\n").doesNotContain("\u001B");
    assertThat(out.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
  }

  @Test
  void colorsBarsOnATerminalThatWantsThem() {
    fillTwoShards();
    terminal.outIsTerminal = true;
    assertThat(terminal.run("stats").out()).doesNotContain("\u001B");
    terminal.colors = true;

    assertThat(terminal.run("stats").out()).contains("\u001B[32m█").contains("\u001B[31m▒");
    assertThat(terminal.run("--help").out()).contains("\u001B[");
  }

  @Test
  void givesFiguresAsJson() {
    fillTwoShards();

    JsonNode stats = json(terminal.run("stats", "--json"));

    assertThat(stats.get("keys").asInt()).isEqualTo(70);
    assertThat(stats.get("size").asLong()).isEqualTo(2 << 16);
    assertThat(
            Stream.of("live", "deleted", "dead", "free")
                .mapToLong(e -> stats.get(e).asLong())
                .sum())
        .isEqualTo(stats.get("size").asLong());
    assertThat(stats.get("shards")).hasSize(2);
    assertThat(stats.get("shards").get(0).get("state").asString()).isEqualTo("sealed");
    assertThat(stats.get("restored").get("clean-shutdown").asBoolean()).isTrue();
    assertThat(stats.get("restored").get("duration-millis").asLong()).isNotNegative();
    assertThat(stats.get("timings").propertyNames())
        .containsExactly("syncs", "rolls", "stalls", "checkpoints", "compactions", "yields");
    assertThat(stats.get("timings").get("syncs").get("count").asLong()).isZero();
    assertThat(stats.get("timings").get("syncs").get("max-millis").asLong()).isZero();
  }

  @Test
  void verifiesAsJson() throws IOException {
    terminal.run("put", "a", "findme");
    Path shard = directory.resolve("kv-data/00000001.shard");
    JsonNode sound = json(terminal.run("verify", "--json"));
    assertThat(sound.get("duration-millis").asLong()).isNotNegative();
    byte[] bytes = Files.readAllBytes(shard);
    bytes[new String(bytes, ISO_8859_1).indexOf("findme")]++;
    Files.write(shard, bytes);

    Result result = terminal.run("verify", "--json");

    assertThat(sound.get("sound").asBoolean()).isTrue();
    assertThat(sound.get("frames").asInt()).isEqualTo(1);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(MAPPER.readTree(result.out()).get("sound").asBoolean()).isFalse();
    assertThat(MAPPER.readTree(result.out()).get("findings").get(0).get("shard").asInt())
        .isEqualTo(1);
  }

  @Test
  void showsTheSettingsAndWhereTheyCameFrom() throws IOException {
    Files.writeString(directory.resolve("kv.properties"), "\ncodec = kryo\n", UTF_8);

    Result result = terminal.run("config", "--dir=here");

    assertThat(result.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("SETTING +VALUE +FROM"),
            line -> assertThat(line).matches("dir +.*/here +--dir"),
            line -> assertThat(line).matches("codec +kryo +.*kv\\.properties:2: codec"),
            line -> assertThat(line).matches("key-file +default"),
            line -> assertThat(line).matches("shard-size +64KiB +KV_SHARD_SIZE"),
            line -> assertThat(line).matches("durability +appended +default"),
            line -> assertThat(line).matches("sync-period +1s +default"),
            line -> assertThat(line).matches("checkpoint-bytes +256MiB +default"),
            line -> assertThat(line).matches("create-if-missing +true +default"),
            line -> assertThat(line).matches("background-compaction +true +default"),
            line -> assertThat(line).matches("compaction-bytes-per-second +0 +default"),
            line -> assertThat(line).matches("ordered +false +default"),
            line -> assertThat(line).matches("classpath +default"),
            line -> assertThat(line).matches("codec-provider +default"));
    assertThat(json(terminal.run("config", "--json")).get("shard-size").get("value").asString())
        .isEqualTo("64KiB");
    assertThat(directory.resolve("here")).doesNotExist();
  }

  @Test
  void findsAHealthyStore() {
    terminal.run("put", "a", "1");

    Result result = terminal.run("doctor");
    JsonNode checks = json(terminal.run("doctor", "--json")).get("checks");

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("OK   settings ")
        .contains("OK   native ")
        .containsPattern("OK   directory +\\S*kv-data has rwx------\n")
        .containsPattern("OK   store +begun .*, keys of type bytes, cleanly shut down; nobody");
    assertThat(checks.valueStream().map(check -> check.get("check").asString()))
        .containsExactly(
            "settings",
            "java",
            "native",
            "directory",
            "files",
            "space",
            "mappings",
            "open-files",
            "store",
            "clock");
  }

  @Test
  void failsWhereTheDoctorFindsAFault() throws IOException {
    terminal.run("put", "a", "1");
    Files.writeString(directory.resolve("kv-data/manifest.cairn"), "nonsense");

    Result result = terminal.run("doctor");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .containsPattern("FAIL store +the manifest of .* is damaged: it has no checksum\n")
        .contains("-> bring the manifest back from a backup");
    terminal.environment.put("KV_CODEX", "json");
    assertThat(terminal.run("doctor").out())
        .containsPattern("FAIL settings +environment: unknown variable KV_CODEX; did you mean");
  }

  @Test
  void beginsNoStoreToExamineOne() {
    assertThat(terminal.run("doctor").exitCode()).isZero();
    assertThat(terminal.run("config").exitCode()).isZero();
    assertThat(directory).isEmptyDirectory();
  }

  /** Each shard is told as many times: the first holds what is overwritten later. */
  private void fillTwoShards() {
    String value = "\"" + "x".repeat(1000) + "\"";
    Stream<String> keys =
        Stream.concat(
            Stream.iterate(0, i -> i < 40, i -> i + 1).map(i -> "k" + i),
            Stream.iterate(20, i -> i < 70, i -> i + 1).map(i -> "k" + i));
    List<String> lines =
        keys.map(key -> "{\"key\":\"%s\",\"value\":%s}".formatted(key, value)).toList();
    terminal.in = String.join("\n", lines).getBytes(UTF_8);
    assertThat(terminal.run("import", "-").exitCode()).isZero();
  }

  private static JsonNode json(Result result) {
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    return MAPPER.readTree(result.out());
  }
}
