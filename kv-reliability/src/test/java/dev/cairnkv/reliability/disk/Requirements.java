package dev.cairnkv.reliability.disk;

import dev.cairnkv.reliability.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** What the suites of this package need, and the reason they print where they do not have it. */
final class Requirements {

  private Requirements() {}

  /** Skips the test where a file system of a type cannot be made, mounted and cut off. */
  static void loopImages(String suite, Path parent, LoopImage.Type type) {
    skip(suite, notFull().or(Requirements::notRoot).or(() -> noLoopImage(parent, type)));
  }

  /** Skips the test where no system call can be made to fail. */
  static void strace(String suite) {
    skip(suite, notFull().or(Requirements::noStrace));
  }

  private static void skip(String suite, Optional<String> missing) {
    missing.ifPresent(
        reason -> {
          System.out.println(suite + ": skipped, since " + reason);
          Assumptions.abort(reason);
        });
  }

  private static Optional<String> notFull() {
    return Scale.isFull() ? Optional.empty() : Optional.of("it runs with -Dcairn.scale=1 only");
  }

  private static Optional<String> notRoot() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return Optional.of("it needs Linux");
    }
    try {
      boolean isRoot = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
      return isRoot ? Optional.empty() : Optional.of("it needs root");
    } catch (IOException failure) {
      return Optional.of("it needs root: " + failure.getMessage());
    }
  }

  private static Optional<String> noLoopImage(Path parent, LoopImage.Type type) {
    try (LoopImage image = LoopImage.mounted(parent, type)) {
      image.cutPower();
      image.unmount();
      return Optional.empty();
    } catch (IOException failure) {
      return Optional.of("no " + type + " image can be used here: " + failure.getMessage());
    }
  }

  private static Optional<String> noStrace() {
    try {
      Command.Outcome outcome = Command.run("strace", "-f", "-qq", "-e", "trace=msync", "true");
      return outcome.status() == 0
          ? Optional.empty()
          : Optional.of("strace does not work here: " + outcome.output());
    } catch (IOException failure) {
      return Optional.of("strace is missing: " + failure.getMessage());
    }
  }
}
