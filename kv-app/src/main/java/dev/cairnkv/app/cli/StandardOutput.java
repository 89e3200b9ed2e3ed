package dev.cairnkv.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output, whose failures say so. */
final class StandardOutput extends OutputStream {

  /** What the system says of EPIPE. */
  private static final String CLOSED_PIPE = "Broken pipe";

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    try {
      out.write(source, offset, length);
    } catch (IOException e) {
      throw CLOSED_PIPE.equals(e.getMessage())
          ? new ClosedPipeException(e)
          : new IOException("cannot write to standard output: " + e.getMessage(), e);
    }
  }
}
