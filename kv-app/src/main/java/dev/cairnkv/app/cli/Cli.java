package dev.cairnkv.app.cli;

import dev.cairnkv.app.config.ConfigLoader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** The command line as a whole. */
public final class Cli {
  private final Streams streams;
  private final KvCommand kv;

  /**
   * Makes a command line.
   *
   * @param streams what the commands read and write
   * @param opener opens the store that the configuration describes
   * @param maintenance verifies and repairs that store
   * @param configLoader reads the configuration
   */
  public Cli(
      Streams streams,
      StoreOpener opener,
      StoreMaintenance maintenance,
      ConfigLoader configLoader) {
    this(streams, opener, maintenance, configLoader, null);
  }

  /** Makes one whose commands use the store that a shell keeps open. */
  Cli(
      Streams streams,
      StoreOpener opener,
      StoreMaintenance maintenance,
      ConfigLoader configLoader,
      @Nullable ShellStore shellStore) {
    this.streams = streams;
    this.kv = new KvCommand(streams, opener, maintenance, configLoader, shellStore);
  }

  /** Runs the command that the arguments name, and returns its {@link ExitCode}. */
  public int run(String... arguments) {
    ErrorHandler errors = new ErrorHandler(kv);
    PrintWriter out =
        new PrintWriter(new OutputStreamWriter(streams.out(), StandardCharsets.UTF_8), true);
    Ansi colors = streams.terminals().colors() ? Ansi.ON : Ansi.OFF;
    CommandLine commandLine =
        new Commands()
            .addNamed(new CommandLine(kv), arguments)
            .setExpandAtFiles(false)
            .setColorScheme(Help.defaultColorScheme(colors))
            .setOut(out)
            .setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8))
            .setParameterExceptionHandler(errors)
            .setExecutionExceptionHandler(errors);
    try {
      int exitCode = commandLine.execute(arguments);
      if (exitCode == ExitCode.DONE) {
        streams.out().flush(); // what --help and --version printed
      }
      return exitCode;
    } catch (IOException | Error e) {
      return errors.handle(e);
    }
  }
}
