package dev.cairnkv.app.cli;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The standard streams of a command. Standard output is raw bytes that fail loudly; standard error
 * is lines of text.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param outIsTerminal whether a person reads standard output
 * @param errIsTerminal whether a person reads standard error
 */
public record Streams(
    InputStream in,
    OutputStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal) {

  /** The system property by which the launcher says which streams are terminals: {@code 1,2}. */
  private static final String TERMINALS = "dev.cairnkv.terminals";

  private static final int BUFFER_BYTES = 1 << 16;

  /** Returns the streams of this process. */
  public static Streams system() {
    String terminals = System.getProperty(TERMINALS);
    Console console = terminals == null ? System.console() : null;
    boolean isTerminal = console != null && console.isTerminal();
    return new Streams(
        new FileInputStream(FileDescriptor.in),
        new BufferedOutputStream(new StandardOutput(), BUFFER_BYTES),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        terminals == null ? isTerminal : terminals.contains("1"),
        terminals == null ? isTerminal : terminals.contains("2"));
  }

  /** Prints a line on standard error, with the program's name in front. */
  void message(String text) {
    err.println("kv: " + text);
  }
}
