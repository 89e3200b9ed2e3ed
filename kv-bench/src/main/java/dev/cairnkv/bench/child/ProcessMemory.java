package dev.cairnkv.bench.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of this process that is not the content of a file: the part of the heap that is in use
 * after a collection, and what is resident beside it. All of the heap must be in memory from the
 * start, so that it does not count as what is beside it.
 */
final class ProcessMemory {
  private static final long KIBI = 1024;

  private ProcessMemory() {}

  /** Returns the bytes, after a collection. */
  @SuppressWarnings("SystemGc") // what is garbage is not taken
  static long bytes() {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return heap + status("RssAnon:");
  }

  /** Returns the bytes that are resident, those of mapped files and of the whole heap included. */
  static long residentBytes() {
    return status("VmRSS:");
  }

  private static long status(String name) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith(name)) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBI;
        }
      }
      throw new IllegalStateException("/proc/self/status has no line " + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
