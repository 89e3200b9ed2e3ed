package dev.cairnkv.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairnkv.KvStore;
import dev.cairnkv.app.config.KvConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program in a JVM of its own. */
class MainTest {
  @TempDir Path directory;

  /**
   * Guice 7 makes a class for each constructor it calls, through a method of {@code Unsafe} that
   * makes JDK 25 print a warning; older releases of Guava and Kryo cause others.
   */
  @Test
  void printsNoWarningOfTheJvm() throws Exception {
    for (String command : List.of("put key value", "get key", "--codec=kryo put key value")) {
      Output output = run(command.split(" ", -1));

      assertThat(output.err()).isEmpty();
      assertThat(output.exitCode()).isZero();
    }
  }

  @Test
  void trainsWithoutAComplaint() throws Exception {
    Output output = start("dev.cairnkv.app.Training");

    assertThat(output.err()).isEmpty();
    assertThat(output.exitCode()).isZero();
  }

  @Test
  void endsQuietlyWhenNobodyReadsOn() throws Exception {
    Path data = directory.resolve("data.jsonl");
    Files.write(
        data,
        Collections.nCopies(1, "{\"key\":\"k\",\"value\":\"" + "x".repeat(1_000_000) + "\"}"));
    assertThat(run("import", data.toString()).exitCode()).isZero();
    Process process = process("dev.cairnkv.app.Main", "get", "k");

    process.getInputStream().close();

    assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8)).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void saysSoWhenStandardOutputIsFull() throws Exception {
    run("put", "key", "value");
    ProcessBuilder builder = builder("dev.cairnkv.app.Main", "get", "key");
    builder.redirectOutput(Path.of("/dev/full").toFile());
    Process process = builder.start();

    assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
        .isEqualTo("kv: cannot write to standard output: No space left on device\n");
    assertThat(process.waitFor()).isEqualTo(3);
  }

  @Test
  void shutsTheStoreDownCleanlyWhenItIsToldToEndAmidAnImport() throws Exception {
    int lines = 20_000;
    Process process = process("dev.cairnkv.app.Main", "--dir", "store", "import", "-");
    OutputStream input = process.getOutputStream();
    for (int i = 0; i < lines; i++) {
      input.write("{\"key\":\"%d\",\"value\":{\"n\":%d}}\n".formatted(i, i).getBytes(UTF_8));
    }
    input.flush(); // and as a pipe holds little, most of it has been read by now

    process.toHandle().destroy(); // unlike the process, it leaves the streams open

    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(err).matches("kv: interrupted; the store has the first [0-9,]+ records\n");
    KvConfig config = KvConfig.defaults().withDirectory(directory.resolve("store"));
    try (KvStore<byte[], byte[]> store = Main.open(config)) {
      assertThat(store.stats().restored().cleanShutdown()).isTrue();
      assertThat(store.size()).isBetween(lines / 2L, (long) lines);
    }
  }

  @Test
  void removesTheScratchDirectoryWhenItIsToldToEndAmidABench() throws Exception {
    Process process =
        process("dev.cairnkv.app.Main", "bench", "--ops=1000000000", "--shard-size=64KiB");
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    String name = "kv-bench-" + process.pid() + "-*";
    List<Path> scratch = List.of();
    while (scratch.isEmpty() || Files.notExists(scratch.getFirst().resolve("00000002.shard"))) {
      assertThat(process.isAlive()).isTrue();
      try (DirectoryStream<Path> found = Files.newDirectoryStream(temporary, name)) {
        scratch = StreamSupport.stream(found.spliterator(), false).toList();
      }
    }

    process.toHandle().destroy();

    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(err).isEqualTo("kv: interrupted; the scratch directory is removed\n");
    assertThat(scratch.getFirst()).doesNotExist();
  }

  /** What a terminal sends for Ctrl-C, while the export waits for someone to read it. */
  @Test
  void leavesNoHalfOfAnExportAndACleanStoreWhenItIsInterrupted() throws Exception {
    Path data = directory.resolve("data.jsonl");
    Files.writeString(data, "{\"key\":\"k\",\"value\":\"" + "x".repeat(1_000_000) + "\"}\n", UTF_8);
    assertThat(run("--dir", "store", "import", data.toString()).exitCode()).isZero();
    ProcessBuilder builder = builder("dev.cairnkv.app.Main", "--dir", "store", "export");
    // What runs the tests may have been told to ignore the signal, and hands that on.
    builder.command().addAll(0, List.of("env", "--default-signal=INT"));
    Process process = builder.start();
    int first = process.getInputStream().read(); // so it has begun, and cannot end by itself

    interrupt(process);

    assertThat(first).isEqualTo('{');
    assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
        .isEqualTo("kv: interrupted\n");
    assertThat(process.waitFor()).isEqualTo(130);
    KvConfig config = KvConfig.defaults().withDirectory(directory.resolve("store"));
    try (KvStore<byte[], byte[]> store = Main.open(config)) {
      assertThat(store.stats().restored().cleanShutdown()).isTrue();
    }
  }

  /** A shell on a pseudo-terminal, made by {@code script}, as a person would use it. */
  @Test
  void runsAShellOnATerminalWithoutAWarning() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "skipped: there is no script here");
    String java = String.join(" ", builder("dev.cairnkv.app.Main", "shell").command());
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qec", "stty rows 24 cols 80; " + java, "/dev/null")
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("KV_"));
    builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "TERM", "xterm", "NO_COLOR", "1"));
    builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
    Process process = builder.start();

    // What is typed before the prompt is lost: the terminal is asked what it can do by then.
    StringBuilder screen = new StringBuilder();
    for (String line : List.of("put a {\"x\":\r[1,2]}\r", "get a\r", "del\t a\r", "exit\r")) {
      readUntilPrompt(process, screen);
      process.getOutputStream().write(line.getBytes(UTF_8));
      process.getOutputStream().flush();
    }
    screen.append(read(process));

    assertThat(process.waitFor()).describedAs(screen.toString()).isZero();
    assertThat(screen.toString())
        .contains("{\r\n  \"x\": [\r\n    1,\r\n    2\r\n  ]\r\n}\r\n")
        .containsPattern("\\([0-9.]+ [mµ]?s\\)")
        .contains("delete  a")
        .doesNotContain("WARNING")
        .doesNotContain("kv: ");
    assertThat(directory.resolve("state/cairn/kv-history")).content().contains("put a");
  }

  private static void readUntilPrompt(Process process, StringBuilder screen) throws IOException {
    int start = screen.length();
    while (screen.indexOf("kv> ", start) < 0) {
      int next = process.getInputStream().read();
      assertThat(next).describedAs(screen.toString()).isNotNegative();
      screen.append((char) next);
    }
  }

  private static void interrupt(Process process) throws Exception {
    assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor())
        .isZero();
  }

  private record Output(int exitCode, String out, String err) {}

  private Output run(String... arguments) throws Exception {
    return start("dev.cairnkv.app.Main", arguments);
  }

  private Output start(String mainClass, String... arguments) throws Exception {
    Process process = process(mainClass, arguments);
    List<String> out = new ArrayList<>();
    Thread reader = Thread.ofVirtual().start(() -> out.add(read(process)));
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    reader.join();
    return new Output(process.waitFor(), String.join("", out), err);
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process process(String mainClass, String... arguments) throws IOException {
    return builder(mainClass, arguments).start();
  }

  private ProcessBuilder builder(String mainClass, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("KV_"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder;
  }
}
