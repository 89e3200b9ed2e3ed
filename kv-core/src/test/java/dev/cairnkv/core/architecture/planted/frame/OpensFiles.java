package dev.cairnkv.core.architecture.planted.frame;

import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks a rule on purpose. */
final class OpensFiles {
  private OpensFiles() {}

  static boolean exists(Path path) {
    return Files.exists(path);
  }
}
