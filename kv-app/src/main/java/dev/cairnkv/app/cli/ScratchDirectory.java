package dev.cairnkv.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A new directory among the temporary files, which is removed with all in it. Its name has the id
 * of the process.
 */
final class ScratchDirectory implements AutoCloseable {
  private final Path path;
  private boolean removed;

  private ScratchDirectory(Path path) {
    this.path = path;
  }

  static ScratchDirectory create(String name) throws IOException {
    String prefix = "%s-%d-".formatted(name, ProcessHandle.current().pid());
    return new ScratchDirectory(Files.createTempDirectory(prefix));
  }

  Path path() {
    return path;
  }

  /** Removes the directory. Once is enough, whoever comes first. */
  @Override
  public synchronized void close() throws IOException {
    if (removed) {
      return;
    }
    removed = true;
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (NoSuchFileException e) {
      return; // someone else removed it
    }
  }
}
