package dev.cairnkv.app;

import dev.cairnkv.app.cli.Cli;
import dev.cairnkv.app.cli.Streams;
import dev.cairnkv.app.cli.Terminals;
import dev.cairnkv.app.config.ConfigLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs commands, so that the JVM can record what they load. The launcher makes caches of it, from
 * which the command line starts faster: one of every command, and a small one of the plainest get.
 */
public final class Training {
  private static final String ROWS = "key,value\n1,one\n2,\"two, and more\"\n";

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("--help"),
          List.of("import", "-", "--format", "csv"),
          List.of("import", "-", "--key", "key"),
          List.of("--codec", "kryo", "put", "key", "value"),
          List.of("get", "key"),
          List.of("get", "key", "--json"),
          List.of("list", "--prefix", "k"),
          List.of("scan", "--limit", "2"),
          List.of("stats"),
          List.of("stats", "--json"),
          List.of("compact"),
          List.of("convert", "--codec", "kryo"),
          List.of("verify"),
          List.of("repair", "--dry-run"),
          List.of("export"),
          List.of("config"),
          List.of("doctor"),
          List.of("completion", "bash"),
          List.of("bench", "--ops", "1000", "--threads", "2"),
          List.of("delete", "key"),
          List.of("get", "key"));

  private Training() {}

  /**
   * Runs every command on a store of their own, which is deleted; if the arguments are a directory
   * and keys, gets these of the store there instead, and does nothing else.
   */
  public static void main(String[] arguments) throws IOException {
    for (int i = 1; i < arguments.length; i++) {
      int _ = Main.run("--dir", arguments[0], "get", arguments[i]);
    }
    if (arguments.length == 0) {
      runAll();
    }
  }

  private static void runAll() throws IOException {
    Path directory = Files.createTempDirectory("kv-training");
    try {
      Map<String, String> environment =
          Map.of("KV_DIR", directory.toString(), "KV_SHARD_SIZE", "64KiB");
      for (List<String> command : COMMANDS) {
        new Cli(streams(), Main::open, Main.maintenance(), new ConfigLoader(directory, environment))
            .run(command.toArray(String[]::new));
      }
    } finally {
      delete(directory);
    }
  }

  private static Streams streams() {
    InputStream in = new ByteArrayInputStream(ROWS.getBytes(StandardCharsets.UTF_8));
    OutputStream nowhere = OutputStream.nullOutputStream();
    PrintStream err = new PrintStream(nowhere, true, StandardCharsets.UTF_8);
    Terminals terminals = new Terminals(false, Terminals.Output.TERMINAL, true, true);
    return new Streams(in, nowhere, err, terminals);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
