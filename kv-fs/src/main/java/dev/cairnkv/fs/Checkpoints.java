package dev.cairnkv.fs;

import dev.cairnkv.spi.CheckpointReader;
import dev.cairnkv.spi.CheckpointWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The checkpoint in a directory, a file. */
final class Checkpoints {

  private final Path directory;
  private final Path file;
  private final Preallocation preallocation;

  Checkpoints(Path directory, Preallocation preallocation) {
    this.directory = directory;
    this.file = directory.resolve(FileNames.CHECKPOINT);
    this.preallocation = preallocation;
  }

  CheckpointWriter create(long sizeBytes) {
    if (sizeBytes <= 0) {
      throw new IllegalArgumentException(
          "a checkpoint needs a positive size, but " + sizeBytes + " was given");
    }
    return FileErrors.translating("create", file, () -> begin(sizeBytes));
  }

  private CheckpointWriter begin(long sizeBytes) throws IOException {
    Path temporary =
        Publication.prepare(
            directory,
            FileNames.CHECKPOINT,
            (unfinished, channel) -> preallocation.reserve(unfinished, channel, sizeBytes));
    try {
      return new FileCheckpointWriter(directory, temporary, sizeBytes);
    } catch (Throwable failure) {
      Publication.deleteAfter(failure, temporary);
      throw failure;
    }
  }

  @Nullable CheckpointReader open() {
    return FileErrors.<@Nullable CheckpointReader>translating("open", file, this::openIfPresent);
  }

  private @Nullable CheckpointReader openIfPresent() throws IOException {
    try {
      RegularFiles.sizeBytes(file);
      return new MappedCheckpointReader(file);
    } catch (NoSuchFileException missing) {
      return null;
    }
  }

  void delete() {
    FileErrors.translating(
        "delete",
        file,
        () -> {
          if (Files.isDirectory(directory)) {
            // Synced also when it is gone already: the sync of an earlier call may have failed.
            Files.deleteIfExists(file);
            Directories.sync(directory);
          }
        });
  }
}
