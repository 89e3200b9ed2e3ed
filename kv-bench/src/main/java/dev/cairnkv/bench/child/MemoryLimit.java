package dev.cairnkv.bench.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A control group of Linux that limits the memory of a process, and what of files the system may
 * keep in memory for it. It needs the rights of root.
 */
public final class MemoryLimit implements AutoCloseable {
  private static final Path VERSION_1 = Path.of("/sys/fs/cgroup/memory");
  private static final Path VERSION_2 = Path.of("/sys/fs/cgroup");

  private final Path group;

  private MemoryLimit(Path group) {
    this.group = group;
  }

  /**
   * Makes a group.
   *
   * @throws ImpossibleException if this machine does not allow it
   */
  public static MemoryLimit of(long bytes) {
    boolean first = Files.exists(VERSION_1.resolve("memory.limit_in_bytes"));
    boolean second = Files.exists(VERSION_2.resolve("cgroup.controllers"));
    if (!first && !second) {
      throw new ImpossibleException("there are no control groups for memory in " + VERSION_2);
    }
    Path parent = first ? VERSION_1 : VERSION_2;
    Path group = parent.resolve("cairn-bench-" + ProcessHandle.current().pid());
    try {
      Files.createDirectory(group);
      Files.writeString(
          group.resolve(first ? "memory.limit_in_bytes" : "memory.max"), Long.toString(bytes));
      return new MemoryLimit(group);
    } catch (IOException e) {
      throw new ImpossibleException(
          "a control group cannot be made in " + parent + " (" + e + "); try it as root");
    }
  }

  /** Returns the beginning of a command line that runs a process in the group. */
  public List<String> prefix() {
    return List.of(
        "/bin/sh",
        "-c",
        "echo $$ >\"$0\" && exec \"$@\"",
        group.resolve("cgroup.procs").toString());
  }

  /** Removes the group. Its processes must have ended. */
  @Override
  public void close() {
    try {
      Files.delete(group);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Memory cannot be limited here; the message says why. */
  public static final class ImpossibleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ImpossibleException(String message) {
      super(message);
    }
  }
}
