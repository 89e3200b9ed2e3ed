package dev.cairnkv.bench.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is done with whole directories. */
public final class Directories {

  private Directories() {}

  /** Makes an empty directory; what was there before is deleted. */
  public static Path makeEmpty(Path directory) {
    delete(directory);
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a directory with everything in it, if it exists. */
  public static void delete(Path directory) {
    if (Files.notExists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the bytes of the blocks that all files in a directory have, without holes. */
  public static long allocatedBytes(Path directory) {
    try {
      Process du =
          new ProcessBuilder(List.of("du", "-s", "--block-size=1", directory.toString()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String output = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Long.parseLong(output.substring(0, output.indexOf('\t')));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
