package dev.cairnkv.app.cli;

import dev.cairnkv.app.Main;
import dev.cairnkv.app.config.ConfigLoader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs commands in a working directory, as a shell would, and keeps what they print. */
final class Terminal {
  private final Path workingDirectory;
  final Map<String, String> environment = new HashMap<>();
  byte[] in = {};
  boolean outIsTerminal;
  boolean errIsTerminal;
  boolean colors;

  Terminal(Path workingDirectory) {
    this.workingDirectory = workingDirectory;
    environment.put("KV_SHARD_SIZE", "64KiB");
  }

  /** What a command printed, and its exit code. */
  record Result(int exitCode, ByteArrayOutputStream printed, String err) {
    byte[] outBytes() {
      return printed.toByteArray();
    }

    String out() {
      return printed.toString(StandardCharsets.UTF_8);
    }
  }

  Result run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            new ByteArrayInputStream(in),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new Terminals(
                false,
                outIsTerminal ? Terminals.Output.TERMINAL : Terminals.Output.PIPE,
                errIsTerminal,
                colors));
    ConfigLoader configLoader = new ConfigLoader(workingDirectory, environment);
    int exitCode = new Cli(streams, Main::open, Main.maintenance(), configLoader).run(arguments);
    return new Result(exitCode, out, err.toString(StandardCharsets.UTF_8));
  }
}
