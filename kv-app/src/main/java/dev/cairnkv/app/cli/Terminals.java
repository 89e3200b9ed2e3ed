package dev.cairnkv.app.cli;

import java.io.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is at the other ends of the standard streams.
 *
 * @param in whether a person writes standard input
 * @param out what takes standard output
 * @param err whether a person reads standard error
 * @param colors whether standard output may have colours
 */
public record Terminals(boolean in, Output out, boolean err, boolean colors) {

  /** What takes standard output. */
  public enum Output {
    /** A person reads it. */
    TERMINAL,

    /** It is kept in a file. */
    FILE,

    /** Another program reads it, and maybe shows it to a person. */
    PIPE
  }

  /** The system property by which the launcher says which streams are terminals: {@code 0,1,2}. */
  private static final String PROPERTY = "dev.cairnkv.terminals";

  private static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");

  /** Asks for no colours, by whatever it holds: see no-color.org. */
  private static final String NO_COLOR = "NO_COLOR";

  private static final String TERMINAL_KIND = "TERM";
  private static final String WITHOUT_COLORS = "dumb";

  /** Returns what holds when no person is there, and standard output is a pipe. */
  public static Terminals none() {
    return new Terminals(false, Output.PIPE, false, false);
  }

  /** Returns what holds for this process. */
  static Terminals system(Map<String, String> environment) {
    String told = System.getProperty(PROPERTY);
    String found = told == null ? ask() : told;
    boolean outIsTerminal = found.contains("1");
    return new Terminals(
        found.contains("0"),
        outIsTerminal
            ? Output.TERMINAL
            : Files.isRegularFile(STANDARD_OUTPUT) ? Output.FILE : Output.PIPE,
        found.contains("2"),
        outIsTerminal && wantsColors(environment));
  }

  /** Without the launcher nobody can tell the streams apart. */
  @SuppressWarnings("SystemConsoleNull") // it is null in JDK 25 where a stream is redirected
  private static String ask() {
    Console console = System.console();
    return console != null && console.isTerminal() ? "0,1,2" : "";
  }

  private static boolean wantsColors(Map<String, String> environment) {
    return environment.getOrDefault(NO_COLOR, "").isEmpty()
        && !WITHOUT_COLORS.equals(environment.get(TERMINAL_KIND));
  }
}
