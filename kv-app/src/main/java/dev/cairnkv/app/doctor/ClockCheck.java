package dev.cairnkv.app.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Whether the clock is where it can be: not before the files of the store were last written. */
final class ClockCheck implements Check {

  /** Clocks of two machines that take turns with a disk may differ so much. */
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final Path directory;

  ClockCheck(Path directory) {
    this.directory = directory;
  }

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public Diagnosis look() throws IOException {
    Instant now = Instant.now();
    Instant newest = newest();
    String found = "it is " + now.truncatedTo(ChronoUnit.SECONDS);
    return newest.isAfter(now.plus(TOLERANCE))
        ? Diagnosis.warn(
            name(),
            found + ", but the store was written at " + newest.truncatedTo(ChronoUnit.SECONDS),
            "set the clock; records expire by it, nothing else depends on it")
        : Diagnosis.ok(name(), found);
  }

  private Instant newest() throws IOException {
    Instant newest = Instant.EPOCH;
    if (!Files.isDirectory(directory)) {
      return newest;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        newest = written.isAfter(newest) ? written : newest;
      }
    }
    return newest;
  }
}
