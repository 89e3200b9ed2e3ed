package dev.cairnkv.fs;

import dev.cairnkv.WrongFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Refuses what is not a regular file. This comes before a file is opened: opening a named pipe
 * would wait for its other end, and a link may lead anywhere.
 */
final class RegularFiles {

  private RegularFiles() {}

  /**
   * Returns the size of a file.
   *
   * @throws WrongFormatException if it is not a regular file
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  static long sizeBytes(Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new WrongFormatException(
          "%s should be a regular file, but is a %s; move it away, or put the file back in its place"
              .formatted(file, kind(attributes)));
    }
    return attributes.size();
  }

  private static String kind(BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      return "symbolic link";
    }
    return attributes.isDirectory() ? "directory" : "pipe, socket or device";
  }
}
