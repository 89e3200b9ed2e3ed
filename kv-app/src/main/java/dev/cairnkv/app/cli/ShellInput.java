package dev.cairnkv.app.cli;

import java.io.IOException;
import java.io.InputStream;

/** The standard input of commands in a shell, which reads its lines from there itself. */
final class ShellInput extends InputStream {

  private static final String MESSAGE =
      "standard input belongs to the shell; write the value itself, or @FILE for what a file holds";

  @Override
  public int read() throws IOException {
    throw new IOException(MESSAGE);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    throw new IOException(MESSAGE);
  }
}
