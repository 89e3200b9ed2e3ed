package dev.cairnkv.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Files that have names in several directories. Their bytes belong to all of them, so none may be
 * changed: whoever is going to change a file makes it its own first.
 */
final class HardLinks {

  private HardLinks() {}

  /**
   * Gives a file a second name in a directory durably.
   *
   * @return false if that is not possible there: on another device, or where it could not be told
   *     later that the file has other names
   */
  static boolean link(Path file, Path directory, String name) throws IOException {
    boolean canBeTold = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    if (!canBeTold || !file.getFileSystem().equals(directory.getFileSystem())) {
      return false;
    }
    RegularFiles.sizeBytes(file);
    try {
      Files.createLink(directory.resolve(name), file);
    } catch (FileAlreadyExistsException | NoSuchFileException wrong) {
      throw wrong;
    } catch (FileSystemException | UnsupportedOperationException impossible) {
      return false; // another device, too many links, no such feature: a copy does
    }
    Directories.sync(directory);
    return true;
  }

  /** Returns whether a file has other names. */
  static boolean isShared(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        && (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1;
  }

  /** Puts a copy of the first bytes of a file in its place, durably and all or nothing. */
  static void replaceByCopy(Path directory, String name, long sizeBytes) throws IOException {
    Path file = directory.resolve(name);
    Publication.publish(directory, name, (temporary, target) -> copy(file, sizeBytes, target));
  }

  private static void copy(Path file, long sizeBytes, FileChannel target) throws IOException {
    try (FileChannel source =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long offset = 0;
      while (offset < sizeBytes) {
        offset += source.transferTo(offset, sizeBytes - offset, target);
      }
    }
  }
}
