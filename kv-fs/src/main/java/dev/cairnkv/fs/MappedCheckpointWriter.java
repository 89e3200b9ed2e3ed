package dev.cairnkv.fs;

import dev.cairnkv.spi.CheckpointWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A checkpoint that is being written: a file under a temporary name, mapped into memory. */
final class MappedCheckpointWriter implements CheckpointWriter {

  private final Path directory;
  private final Path temporary;
  private final Mapping mapping;
  private long next;
  private boolean ended;

  /** Goes on with a file that has its blocks, all zeros. */
  MappedCheckpointWriter(Path directory, Path temporary) throws IOException {
    this.directory = directory;
    this.temporary = temporary;
    this.mapping = Mapping.forWriting(temporary);
  }

  @Override
  public void append(byte[] source, int start, int length) {
    requireOpen();
    mapping.write(next, source, start, length);
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

  /* Windows renames no file that is mapped, so the mapping goes first. */
  private void sync() throws IOException {
    try (mapping) {
      mapping.force(0, next);
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
    mapping.close();
    FileErrors.translating("delete", temporary, () -> Files.deleteIfExists(temporary));
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException(temporary + " is published or closed");
    }
  }
}
