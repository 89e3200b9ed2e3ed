package dev.cairnkv.bench;

import java.io.PrintWriter;
import picocli.CommandLine;

/** What {@code ./kv-bench/run} runs. */
public final class BenchMain {

  private BenchMain() {}

  /** Runs the bench that the arguments describe; {@code --help} lists them. */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new BenchCommand());
    commandLine.setExecutionExceptionHandler(
        (failure, command, _) -> {
          if (failure instanceof UsageException) {
            command.getErr().println("kv-bench: " + failure.getMessage());
            return CommandLine.ExitCode.USAGE;
          }
          failure.printStackTrace(new PrintWriter(command.getErr(), true));
          return CommandLine.ExitCode.SOFTWARE;
        });
    return commandLine;
  }
}
