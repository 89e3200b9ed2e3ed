package dev.cairnkv.app.doctor;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where a directory that need not exist is, or will be. */
final class Existing {

  private Existing() {}

  /** Returns the path itself, or the nearest one above it that exists. */
  static Path nearest(Path path) {
    Path parent = path.getParent();
    return Files.exists(path) || parent == null ? path : nearest(parent);
  }
}
