package dev.cairnkv.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where figures were taken.
 *
 * @param processor the name of the processor
 * @param processors how many there are
 * @param memoryMebibytes the memory of the machine
 * @param system the operating system
 * @param fileSystem the file system of the stores
 * @param jdk the Java of all runs
 */
public record Machine(
    String processor,
    int processors,
    long memoryMebibytes,
    String system,
    String fileSystem,
    String jdk) {

  /** Looks at this machine. */
  public static Machine look(Path directory) throws IOException {
    return new Machine(
        value("/proc/cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) / 1024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Files.getFileStore(directory).type() + " on " + Files.getFileStore(directory).name(),
        System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
  }

  private static String value(String file, String name) throws IOException {
    for (String line : Files.readAllLines(Path.of(file))) {
      if (line.startsWith(name)) {
        return line.substring(line.indexOf(':') + 1).strip();
      }
    }
    return "0";
  }

  /** Returns a sentence that tells it. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%s, %d processors, %,d MiB, %s, %s, %s",
        processor,
        processors,
        memoryMebibytes,
        system,
        fileSystem,
        jdk);
  }
}
