package dev.cairnkv.fs;

import dev.cairnkv.spi.CheckpointWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A checkpoint that is being written: a file under a temporary name. It is written as a whole and
 * once, which takes less time than to map it and to fault in each of its pages. The file stays open
 * meanwhile, so that its sync tells of every write that failed; unlike a channel, no interrupt
 * closes it.
 */
final class FileCheckpointWriter implements CheckpointWriter {

  private final Path directory;
  private final Path temporary;
  private final RandomAccessFile output;
  private final long sizeBytes;
  private long next;
  private boolean ended;

  /** Goes on with a file that has its blocks, all zeros. */
  FileCheckpointWriter(Path directory, Path temporary, long sizeBytes)
      throws FileNotFoundException {
    this.directory = directory;
    this.temporary = temporary;
    this.sizeBytes = sizeBytes;
    this.output = new RandomAccessFile(temporary.toFile(), "rw");
  }

  @Override
  public void append(byte[] source, int start, int length) {
    requireOpen();
    Objects.checkFromIndexSize(start, length, source.length);
    Objects.checkFromIndexSize(next, (long) length, sizeBytes);
    FileErrors.translating("write", temporary, () -> output.write(source, start, length));
    next += length;
  }

  @Override
  public void publish() {
    requireOpen();
    ended = true;
    Path file = directory.resolve(FileNames.CHECKPOINT);
    FileErrors.translating(
        "write",
        file,
        () -> {
          sync();
          Publication.complete(directory, FileNames.CHECKPOINT);
        });
  }

  /* Windows renames no file that is open, so it is closed first. */
  private void sync() throws IOException {
    try (output) {
      output.getFD().sync();
    } catch (Throwable failure) {
      Publication.deleteAfter(failure, temporary);
      throw failure;
    }
  }

  @Override
  public void close() {
    if (ended) {
      return;
    }
    ended = true;
    FileErrors.translating("delete", temporary, this::drop);
  }

  private void drop() throws IOException {
    try {
      output.close(); // first: Windows deletes no file that is open
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException(temporary + " is published or closed");
    }
  }
}
