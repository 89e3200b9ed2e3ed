package dev.cairnkv.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is done to the directory of a store rather than to a file in it. */
final class Directories {

  /* Windows opens no directory as a file, and makes names durable by itself. */
  private static final boolean SYNCABLE = !System.getProperty("os.name", "").startsWith("Windows");

  private Directories() {}

  /** Makes a directory and those above it durably, as far as they are missing. */
  static void create(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      create(parent);
    }
    try {
      Files.createDirectory(directory, OwnerOnly.directory(directory));
    } catch (FileAlreadyExistsException existing) {
      if (!Files.isDirectory(directory)) {
        throw existing;
      }
    }
    if (parent != null) {
      sync(parent);
    }
  }

  /** Returns the names in a directory, ascending; none if it does not exist. */
  static List<String> names(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (NoSuchFileException missing) {
      return List.of();
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    Collections.sort(names);
    return names;
  }

  /** Makes the names in a directory durable. */
  static void sync(Path directory) throws IOException {
    if (SYNCABLE) {
      Uninterruptible.run(
          () -> {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
              channel.force(true);
            }
          });
    }
  }
}
