package dev.cairnkv.app.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The standard streams of a command. Standard output is raw bytes that fail loudly; standard error
 * is lines of text.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param terminals what is at their other ends
 */
public record Streams(InputStream in, OutputStream out, PrintStream err, Terminals terminals) {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Returns the streams of this process, which has this environment. */
  public static Streams system(Map<String, String> environment) {
    return new Streams(
        new FileInputStream(FileDescriptor.in),
        new BufferedOutputStream(new StandardOutput(), BUFFER_BYTES),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        Terminals.system(environment));
  }

  boolean outIsTerminal() {
    return terminals.out() == Terminals.Output.TERMINAL;
  }

  boolean errIsTerminal() {
    return terminals.err();
  }

  /** Prints a line on standard error, with the program's name in front. */
  void message(String text) {
    err.println("kv: " + text);
  }
}
