package dev.cairnkv.app.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Finds out what arguments mean, and does that. */
final class Picocli {
  private Picocli() {}

  /** Runs the command that the arguments name, and returns its {@link ExitCode}. */
  static int run(KvCommand kv, String... arguments) {
    Streams streams = kv.streams();
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

  /** Says that no command was given. */
  static void refuse(KvCommand kv, @Nullable CommandSpec spec) {
    CommandLine line = spec == null ? new CommandLine(kv) : spec.commandLine();
    throw new ParameterException(line, "no command given");
  }
}
