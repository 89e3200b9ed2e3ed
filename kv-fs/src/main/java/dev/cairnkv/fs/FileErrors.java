package dev.cairnkv.fs;

import dev.cairnkv.KvException;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreFullException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the file system says into what a user can act upon: one line that names what was
 * tried, the path, the reason and the way out.
 */
final class FileErrors {

  private static final Set<String> NO_SPACE =
      Set.of(
          "No space left on device",
          "Disk quota exceeded",
          "File too large",
          "There is not enough space on the disk");

  private FileErrors() {}

  /** Calls {@code call}; {@code attempt} says what it does, such as "open". */
  static <T extends @Nullable Object> T translating(String attempt, Path path, IoCall<T> call) {
    try {
      return call.run();
    } catch (IOException failure) {
      throw of(attempt, path, failure);
    }
  }

  static void translating(String attempt, Path path, IoCall.Action action) {
    FileErrors.<@Nullable Void>translating(
        attempt,
        path,
        () -> {
          action.run();
          return null;
        });
  }

  static KvException of(String attempt, Path path, IOException failure) {
    String reason = reason(failure);
    String message = "cannot " + attempt + " " + path + ": " + reason + "; " + wayOut(reason);
    return isNoSpace(failure)
        ? new StoreFullException(message, failure)
        : new StorageException(message, failure);
  }

  static boolean isNoSpace(IOException failure) {
    return failure instanceof NoSpaceException || NO_SPACE.contains(reason(failure));
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "Permission denied";
      case NoSuchFileException missing -> "No such file or directory";
      case NotDirectoryException wrong -> "Not a directory";
      case FileAlreadyExistsException existing -> "File exists";
      case DirectoryNotEmptyException filled -> "Directory not empty";
      case FileSystemException other when other.getReason() != null ->
          Objects.requireNonNull(other.getReason());
      case IOException other ->
          Objects.requireNonNullElseGet(other.getMessage(), () -> other.getClass().getSimpleName());
    };
  }

  private static String wayOut(String reason) {
    if (NO_SPACE.contains(reason)) {
      return "free some space or raise the quota or file size limit, then try again";
    }
    return switch (reason) {
      case "Permission denied", "Operation not permitted" ->
          "run as the owner of the store, or give this user the right to read and write there";
      case "Read-only file system" ->
          "mount it for writing, or copy the store to where it can be written";
      case "No such file or directory" -> "check the path, or put it back from a backup";
      case "Not a directory", "File exists" -> "give the path of a directory";
      case "Directory not empty" -> "move it away";
      case "Too many open files", "Too many open files in system" ->
          "raise the limit of open files (ulimit -n)";
      case "Map failed" ->
          "raise the limits of mappings (vm.max_map_count) and of address space (ulimit -v)";
      default -> "check the device and its file system";
    };
  }
}
