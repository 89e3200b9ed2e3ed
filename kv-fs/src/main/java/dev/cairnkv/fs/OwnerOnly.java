package dev.cairnkv.fs;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The permissions of what is made: none for anyone but the owner, where the system knows them. */
final class OwnerOnly {

  private OwnerOnly() {}

  static FileAttribute<?>[] file(Path path) {
    return permissions(path, "rw-------");
  }

  static FileAttribute<?>[] directory(Path path) {
    return permissions(path, "rwx------");
  }

  private static FileAttribute<?>[] permissions(Path path, String permissions) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
