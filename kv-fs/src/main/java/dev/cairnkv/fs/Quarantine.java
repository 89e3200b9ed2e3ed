package dev.cairnkv.fs;

import dev.cairnkv.WrongFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where files are moved that are no part of the store any more, for people to look at. */
final class Quarantine {

  private Quarantine() {}

  /**
   * Moves a file of the store aside durably, under its name or that and a number.
   *
   * @return where it is now
   */
  static Path move(Path directory, Path file) throws IOException {
    Path quarantine = directory.resolve(FileNames.QUARANTINE);
    requireDirectoryIfPresent(quarantine);
    Directories.create(quarantine);
    Path target = freeName(quarantine, file.getFileName().toString());
    // Replaces what is there, on most systems: but nothing is, and only the one with the lock
    // moves.
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    Directories.sync(quarantine);
    Directories.sync(directory);
    return target;
  }

  private static void requireDirectoryIfPresent(Path quarantine) {
    if (Files.exists(quarantine, LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(quarantine, LinkOption.NOFOLLOW_LINKS)) {
      throw new WrongFormatException(
          quarantine + " should be a directory, and no link to one; move it away");
    }
  }

  private static Path freeName(Path quarantine, String name) {
    Path free = quarantine.resolve(name);
    for (int number = 1; Files.exists(free, LinkOption.NOFOLLOW_LINKS); number++) {
      free = quarantine.resolve(FileNames.ofRepeated(name, number));
    }
    return free;
  }
}
