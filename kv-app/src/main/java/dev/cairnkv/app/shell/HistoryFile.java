package dev.cairnkv.app.shell;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the lines of shells are kept: for their owner only, as values stand in them. */
public final class HistoryFile {
  private static final String BASE_VARIABLE = "XDG_STATE_HOME";

  private HistoryFile() {}

  /** Returns the file, made if it is missing, or {@code null} if it cannot be made. */
  public static @Nullable Path make(Map<String, String> environment, Path home) {
    String base = environment.getOrDefault(BASE_VARIABLE, "");
    Path directory =
        (base.isEmpty() ? home.resolve(".local").resolve("state") : Path.of(base)).resolve("cairn");
    Path file = directory.resolve("kv-history");
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    try {
      Files.createDirectories(directory, attributes(posix, "rwx------"));
      Files.createFile(file, attributes(posix, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      return file;
    } catch (IOException e) {
      return null;
    }
    return file;
  }

  private static FileAttribute<?>[] attributes(boolean posix, String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[] {};
  }
}
