package dev.cairnkv.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.app.cli.Terminal.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferTest {
  @TempDir Path directory;
  private Terminal terminal;

  @BeforeEach
  void openTerminal() {
    terminal = new Terminal(directory);
  }

  @Test
  void importsJsonLines() throws IOException {
    Result result =
        importFile(
            "data.jsonl",
            """
            {"key":"text","value":"Zürich \\u2713 \\"quoted\\"\\n"}

            {"key":42, "value": {"b" : [1.0, null], "a":"ü"} }
            {"value":1.50e1,"key":"number"}
            {"key":"nothing","value":null}
            {"key":"","value":""}
            """);

    assertImported(result, 5);
    assertThat(get("text")).isEqualTo("Zürich ✓ \"quoted\"\n");
    assertThat(get("42")).isEqualTo("{\"b\" : [1.0, null], \"a\":\"ü\"}");
    assertThat(get("number")).isEqualTo("1.50e1");
    assertThat(get("nothing")).isEqualTo("null");
    assertThat(get("")).isEmpty();
  }

  @Test
  void importsWholeObjectsUnderAFieldOfTheirs() throws IOException {
    Result result =
        importFile(
            "data.ndjson",
            """
              {"name" : "Zürich", "id": 8000, "id2":{"id":1}} \t
            {"id":"b"}
            """,
            "--key",
            "id");

    assertImported(result, 2);
    assertThat(get("8000")).isEqualTo("{\"name\" : \"Zürich\", \"id\": 8000, \"id2\":{\"id\":1}}");
    assertThat(get("b")).isEqualTo("{\"id\":\"b\"}");
  }

  @Test
  void importsCsvWithQuotesLineBreaksAndAByteOrderMark() throws IOException {
    Result result =
        importFile(
            "data.csv",
            String.join(
                "\r\n",
                "\uFEFFcode,name,note",
                "CH,Switzerland,\"says \"\"hi\"\", often\"",
                "",
                "CI,Côte d'Ivoire,\"two",
                "lines\"",
                "XX,,",
                "IN, 5\" disk ,\"\""),
            "--key",
            "code");

    assertImported(result, 4);
    assertThat(get("CH"))
        .isEqualTo(
            "{\"code\":\"CH\",\"name\":\"Switzerland\",\"note\":\"says \\\"hi\\\", often\"}");
    assertThat(get("CI"))
        .isEqualTo("{\"code\":\"CI\",\"name\":\"Côte d'Ivoire\",\"note\":\"two\\r\\nlines\"}");
    assertThat(get("XX")).isEqualTo("{\"code\":\"XX\",\"name\":\"\",\"note\":\"\"}");
    assertThat(get("IN")).isEqualTo("{\"code\":\"IN\",\"name\":\" 5\\\" disk \",\"note\":\"\"}");
  }

  @Test
  void importsTsvWithQuotesAsTheyAre() throws IOException {
    Result result = importFile("data.tsv", "key\tname\n1\t\"Big\" Bill\n2\t\"open\n");

    assertImported(result, 2);
    assertThat(get("1")).isEqualTo("{\"key\":\"1\",\"name\":\"\\\"Big\\\" Bill\"}");
    assertThat(get("2")).isEqualTo("{\"key\":\"2\",\"name\":\"\\\"open\"}");
  }

  @Test
  void importsFromStandardInputAndFromCompressedFiles() throws IOException {
    terminal.in = "{\"key\":\"a\",\"value\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    assertImported(terminal.run("import", "-"), 1);
    Path file = directory.resolve("data.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("key\nb\n".getBytes(StandardCharsets.UTF_8));
    }

    assertImported(terminal.run("import", file.toString()), 1);

    assertThat(get("a")).isEqualTo("1");
    assertThat(get("b")).isEqualTo("{\"key\":\"b\"}");
  }

  @Test
  void showsOneProgressBarOnATerminalAndTheSummaryBelowIt() throws IOException {
    terminal.errIsTerminal = true;

    Result result = importFile("data.jsonl", "{\"key\":\"a\",\"value\":\"1\"}\n".repeat(1_000));

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err().split("\n", -1))
        .satisfiesExactly(
            bar -> assertThat(bar).startsWith("\rimport ").contains("100% [===", "23/23 KiB"),
            summary -> assertThat(summary).startsWith("imported 1,000 records"),
            end -> assertThat(end).isEmpty());
  }

  @Test
  void saysThatACompressedFileIsCut() throws IOException {
    Path whole = directory.resolve("whole.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
      out.write("{\"key\":\"a\",\"value\":\"1\"}\n".getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(directory.resolve("cut.gz"), Arrays.copyOf(bytes, bytes.length - 4));

    Result result = terminal.run("import", cut.toString(), "--format=jsonl");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err().lines()).last().asString().startsWith("kv: " + cut + ": not a whole");
  }

  @Test
  void reportsEachBadLineOfJsonWithItsNumberAndImportsTheRest() throws IOException {
    Result result =
        importFile(
            "data.jsonl",
            """
            {"key":"good","value":"1"}
            {"key":"cut","value":
            {"key":"a","value":"1"} {"key":"b","value":"2"}
            {"value":"no key"}
            {"key":"no value"}
            {"key":true,"value":"1"}
            {"key":"twice","key":"twice","value":"1"}
            {"key":"extra","value":"1","other":2}
            ["key","value"]
            {"key":"half a pair","value":"\\ud800"}
            {"key-base64":"?","value":"1"}
            {"key":"no moment","value":"1","expires":"soon"}
            {"key":"good too","value":"2"}
            """);

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("kv: line 2: malformed JSON at column "),
            line -> assertThat(line).isEqualTo("kv: line 3: more than one JSON value"),
            line -> assertThat(line).isEqualTo("kv: line 4: no field \"key\""),
            line -> assertThat(line).isEqualTo("kv: line 5: no field \"value\""),
            line ->
                assertThat(line).isEqualTo("kv: line 6: the key is neither a string nor a number"),
            line -> assertThat(line).isEqualTo("kv: line 7: \"key\" comes twice"),
            line -> assertThat(line).startsWith("kv: line 8: unexpected field \"other\""),
            line -> assertThat(line).isEqualTo("kv: line 9: expected a JSON object"),
            line -> assertThat(line).startsWith("kv: line 10: a string with an unpaired surrogate"),
            line -> assertThat(line).isEqualTo("kv: line 11: \"key-base64\" is not Base64"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "kv: line 12: \"expires\" is no moment such as 2031-12-24T18:00:00Z: soon"),
            line ->
                assertThat(line)
                    .startsWith("imported 2 records (14 B) in ")
                    .endsWith(" a second, left out 11 bad lines; the store has 2 keys"));
    assertThat(get("good")).isEqualTo("1");
    assertThat(get("good too")).isEqualTo("2");
  }

  @Test
  void reportsEachBadRowWithItsLinesAndImportsTheRest() throws IOException {
    Result result =
        importFile(
            "data.csv",
            """
            key,value
            1,"two
            lines"
            2
            3,a,b
            "4"x,y
            ,no key
            5,"spoiled
            "by a quote
            6,good
            7,"never closed
            8,lost
            """);

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("kv: line 4: expected 2 columns, found 1"),
            line -> assertThat(line).isEqualTo("kv: line 5: expected 2 columns, found 3"),
            line -> assertThat(line).startsWith("kv: line 6: malformed: "),
            line -> assertThat(line).isEqualTo("kv: line 7: the key column \"key\" is empty"),
            line -> assertThat(line).startsWith("kv: lines 8 to 9: malformed: "),
            line ->
                assertThat(line)
                    .isEqualTo("kv: lines 11 to 12: a quote is opened and never closed"),
            line ->
                assertThat(line).startsWith("imported 2 records").contains("left out 8 bad lines"));
    assertThat(get("6")).isEqualTo("{\"key\":\"6\",\"value\":\"good\"}");
  }

  @Test
  void reportsTwentyBadLinesInFullAndCountsTheRest() throws IOException {
    Result result = importFile("data.jsonl", "x\n".repeat(25));

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err().lines()).hasSize(22).contains("kv: and 5 more bad lines");
    assertThat(result.err()).contains("kv: line 20:").doesNotContain("kv: line 21:");
  }

  @Test
  void countsEachLineThatAQuoteNeverClosedSwallows() throws IOException {
    String rows = "x\n".repeat(22) + "1,good\n2,\"open\n" + "3,swallowed\n".repeat(1_000);

    Result result = importFile("data.csv", "key,value\n" + rows);

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err())
        .contains(
            "kv: and 1,003 more bad lines\n", "imported 1 record ", "left out 1,023 bad lines");
  }

  @Test
  void reportsRecordsAndLinesThatAreTooLarge() throws IOException {
    Result result =
        importFile(
            "data.jsonl",
            "{\"key\":\"a\",\"value\":\"%s\"}%n{\"key\":\"b\",\"value\":\"%s\"}%n{\"key\":\"c\",\"value\":\"\"}%n"
                .formatted("x".repeat(70_000), "x".repeat(1_000_000)));

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("kv: line 1: the encoded record has", "kv: line 2: longer");
    assertThat(get("c")).isEmpty();
  }

  @Test
  void reportsBytesThatAreNoText() throws IOException {
    Path file = directory.resolve("data.csv");
    Files.write(file, "key,name\n1,Z\u00fcrich\n2,ok\n".getBytes(StandardCharsets.ISO_8859_1));

    Result result = terminal.run("import", file.toString());

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("kv: line 2: not UTF-8").contains("imported 1 record (");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code,name => no column \"key\"; say with --key which column is the key (columns: code,"
            + " name)",
        "--key=cod code,name => no column \"cod\"; did you mean code? (columns: code, name)",
        "--key=a a,b,a => the column \"a\" comes twice in the header row",
        " => expected a header row, found an empty file",
      })
  void beginsNoStoreWhenTheHeaderDoesNotFit(String example) throws IOException {
    String[] parts = example.split(" => ", -1);
    String header = parts[0].substring(parts[0].lastIndexOf(' ') + 1);
    String[] options =
        parts[0].contains(" ") && !header.equals(parts[0])
            ? new String[] {parts[0].substring(0, parts[0].lastIndexOf(' '))}
            : new String[0];

    Result result = importFile("data.csv", header.isEmpty() ? "" : header + "\n1,2\n", options);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("kv: " + directory.resolve("data.csv")).contains(parts[1]);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(directory.resolve("kv-data")).doesNotExist();
  }

  @Test
  void exportsWhatImportTakesBackByteForByte() throws IOException {
    byte[][] values = {
      {},
      bytes("text"),
      bytes("a \"quote\", a \\, a \u0001 and \u2028 ✓ 😀\r\n"),
      bytes("{\"raw\" :  [1.50, \"\\u00e9\"]}"),
      bytes("[]"),
      bytes("{\n}"),
      bytes(" {}"),
      bytes("{} {}"),
      bytes("{\"open\":"),
      bytes("{\"a\":NaN}"),
      bytes("[".repeat(2_000) + "]".repeat(2_000)),
      bytes("[".repeat(1_000) + "]".repeat(1_000)),
      bytes("1"),
      bytes("null"),
      bytes("\uFEFF{}"),
      bytes("\uFFFD"),
      {0, (byte) 0xff, (byte) 0xfe},
      {'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
      {'{', 0, '}'},
    };
    for (int i = 0; i < values.length; i++) {
      terminal.in = values[i];
      assertThat(terminal.run("put", "key \"" + i + "\"\n", "-").exitCode()).isZero();
    }
    Path exported = directory.resolve("export.jsonl");

    Result export = terminal.run("export", exported.toString());
    Result imported =
        terminal.run("--dir", directory.resolve("copy").toString(), "import", exported.toString());

    assertThat(export.exitCode()).isZero();
    assertThat(export.err()).isEqualTo("exported " + values.length + " records\n");
    assertThat(Files.readAllLines(exported)).hasSize(values.length);
    assertImported(imported, values.length);
    for (int i = 0; i < values.length; i++) {
      Result result =
          terminal.run("--dir", directory.resolve("copy").toString(), "get", "key \"" + i + "\"\n");
      assertThat(result.outBytes()).as("value %d", i).isEqualTo(values[i]);
    }
  }

  @Test
  void exportsWhenARecordExpiresAndImportTakesItBack() throws IOException {
    Result imported =
        importFile(
            "data.jsonl",
            """
            {"key":"goes","value":"1","expires":"2931-12-24T18:00:00.250Z"}
            {"key":"gone","value":"2","expires":"2001-12-24T18:00:00Z"}
            """);

    assertImported(imported, 2);
    String exported = terminal.run("export").out();

    assertThat(exported)
        .isEqualTo("{\"key\":\"goes\",\"value\":\"1\",\"expires\":\"2931-12-24T18:00:00.250Z\"}\n");
  }

  @Test
  void exportsKeysThatAreNoText() throws IOException {
    String line = "{\"key-base64\":\"/wA=\",\"value\":{\"a\":1}}\n";
    importFile("data.jsonl", line);

    Result result = terminal.run("export");

    assertThat(result.out()).isEqualTo(line);
    assertThat(terminal.run("list").out()).isEqualTo("\\xff\\x00\n");
  }

  @Test
  void exportsAnEmptyStoreAsAnEmptyFile() {
    terminal.run("put", "a", "1");
    terminal.run("delete", "a");

    assertThat(terminal.run("export").outBytes()).isEmpty();
  }

  @Test
  void replacesAFileOnlyWhenTheExportIsComplete() throws IOException {
    terminal.run("put", "a", "1");
    Path file = Files.writeString(directory.resolve("export.jsonl"), "before");
    Path link = Files.createSymbolicLink(directory.resolve("link.jsonl.gz"), file);

    assertThat(terminal.run("export", file.toString()).exitCode()).isZero();
    assertThat(file).hasContent("{\"key\":\"a\",\"value\":\"1\"}");
    assertThat(terminal.run("export", link.toString()).exitCode()).isZero();
    assertThat(link).isSymbolicLink();

    Result refused = terminal.run("export", directory.toString());
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err()).contains("is a directory; name a file");
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("kv-data", "export.jsonl", "link.jsonl.gz");
  }

  @Test
  void importsTheExampleDataWithEachCodecAndASwapInBetween() {
    Path examples = Path.of("../examples/data");

    assertImported(run("import", examples.resolve("countries.csv"), "--key", "code"), 249);
    terminal.environment.put("KV_CODEC", "kryo");
    assertImported(run("import", examples.resolve("timezones.tsv"), "--key=timezone"), 312);
    terminal.environment.put("KV_CODEC", "json");
    assertImported(run("import", examples.resolve("timezones.jsonl")), 312);

    assertThat(terminal.run("list").out().lines()).hasSize(249 + 312);
    assertThat(get("Europe/Zurich")).contains("\"Liechtenstein\"");
    assertThat(get("AX")).contains("Åland Islands");
  }

  private Result run(Object... arguments) {
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    return terminal.run(texts);
  }

  private Result importFile(String name, String content, String... options) throws IOException {
    Path file = Files.writeString(directory.resolve(name), content);
    String[] arguments = new String[options.length + 2];
    arguments[0] = "import";
    arguments[1] = file.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return terminal.run(arguments);
  }

  private String get(String key) {
    Result result = terminal.run("get", key);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out();
  }

  private static void assertImported(Result result, int records) {
    assertThat(result.err())
        .startsWith("imported " + Printable.count(records, "record") + " (")
        .doesNotContain("bad line");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
