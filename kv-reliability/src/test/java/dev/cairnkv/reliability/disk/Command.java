package dev.cairnkv.reliability.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a program of the system. */
final class Command {

  /** What a program printed, and how it ended. */
  record Outcome(int status, String output) {}

  private Command() {}

  static Outcome run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Outcome(process.waitFor(), output.strip());
    } catch (InterruptedException interruption) {
      throw new AssertionError("nobody interrupts a test", interruption);
    }
  }

  /** Runs a program that must succeed. */
  static void require(String... command) throws IOException {
    Outcome outcome = run(command);
    if (outcome.status() != 0) {
      throw new IOException(
          "%s ended with %d: %s".formatted(List.of(command), outcome.status(), outcome.output()));
    }
  }
}
