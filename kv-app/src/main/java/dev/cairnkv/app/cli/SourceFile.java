package dev.cairnkv.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens files that a command line names. */
final class SourceFile {

  private SourceFile() {}

  /** Opens a file for reading; a directory can be opened too, but says nothing when it is read. */
  static InputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a directory; name a file");
    }
    return Files.newInputStream(file);
  }
}
