package dev.cairnkv.app.cli;

import dev.cairnkv.app.config.ConfigLoader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
    this.streams = streams;
    this.kv = new KvCommand(streams, opener, maintenance, configLoader);
  }

  /** Runs the command that the arguments name, and returns its {@link ExitCode}. */
  public int run(String... arguments) {
    ErrorHandler errors = new ErrorHandler(kv);
    PrintWriter out =
        new PrintWriter(new OutputStreamWriter(streams.out(), StandardCharsets.UTF_8), true);
    Ansi colors = streams.outIsTerminal() ? Ansi.AUTO : Ansi.OFF;
    CommandLine commandLine =
        new CommandLine(kv)
            .addSubcommand(new PutCommand())
            .addSubcommand(new GetCommand())
            .addSubcommand(new DeleteCommand())
            .addSubcommand(new TtlCommand())
            .addSubcommand(new TouchCommand())
            .addSubcommand(new ListCommand())
            .addSubcommand(new StatsCommand())
            .addSubcommand(new VerifyCommand())
            .addSubcommand(new RepairCommand())
            .addSubcommand(new CompactCommand())
            .addSubcommand(new ImportCommand())
            .addSubcommand(new ExportCommand())
            .addSubcommand(new BenchCommand())
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
