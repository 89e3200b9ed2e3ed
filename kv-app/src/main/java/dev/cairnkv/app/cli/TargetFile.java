package dev.cairnkv.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written elsewhere and takes its place when it is complete. What is no regular
 * file, a pipe or a device, is written to directly.
 */
final class TargetFile implements AutoCloseable {
  private final Path target;
  private final Path written;
  private final OutputStream out;

  private TargetFile(Path target, Path written, OutputStream out) {
    this.target = target;
    this.written = written;
    this.out = out;
  }

  static TargetFile open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new FileSystemException(path.toString(), null, "is a directory; name a file");
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      return new TargetFile(path, path, Files.newOutputStream(path, StandardOpenOption.WRITE));
    }
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    Path written =
        target.resolveSibling(
            ".%s.%d.tmp".formatted(target.getFileName(), ProcessHandle.current().pid()));
    return new TargetFile(target, written, Files.newOutputStream(written));
  }

  OutputStream out() {
    return out;
  }

  /** Makes what was written durable and puts it in its place. The stream must be closed. */
  void commit() throws IOException {
    if (written.equals(target)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes what was written and not committed. */
  @Override
  public void close() throws IOException {
    out.close();
    discard();
  }

  /** Removes what was written and not committed, while another thread may be writing. */
  void discard() throws IOException {
    if (!written.equals(target)) {
      Files.deleteIfExists(written);
    }
  }
}
