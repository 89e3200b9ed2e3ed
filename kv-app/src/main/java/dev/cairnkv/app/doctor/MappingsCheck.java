package dev.cairnkv.app.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Whether the system lets a process map all shards of the store. */
final class MappingsCheck implements Check {
  private static final String SHARDS = "*.shard";

  /** What the JVM, its libraries and threads take by themselves, rounded up. */
  private static final int OTHER_MAPPINGS = 2_000;

  private final Path directory;
  private final SystemLimits limits;

  MappingsCheck(Path directory, SystemLimits limits) {
    this.directory = directory;
    this.limits = limits;
  }

  @Override
  public String name() {
    return "mappings";
  }

  @Override
  public Diagnosis look() throws IOException {
    long shards = shards();
    OptionalLong limit = limits.mappings();
    if (limit.isEmpty()) {
      return Diagnosis.ok(name(), shards + " shards, and no limit is known here");
    }
    long max = limit.getAsLong();
    String found = "%d shards, vm.max_map_count is %d".formatted(shards, max);
    String advice = "sysctl -w vm.max_map_count=" + 2 * Math.max(max, shards + OTHER_MAPPINGS);
    if (shards + OTHER_MAPPINGS >= max) {
      return Diagnosis.fail(name(), found + ": not all of them can be mapped", advice);
    }
    return 2 * shards + OTHER_MAPPINGS >= max
        ? Diagnosis.warn(name(), found + ": less than twice what is needed", advice)
        : Diagnosis.ok(name(), found);
  }

  private long shards() throws IOException {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    long shards = 0;
    try (DirectoryStream<Path> names = Files.newDirectoryStream(directory, SHARDS)) {
      for (Path name : names) {
        shards += Files.isRegularFile(name) ? 1 : 0;
      }
    }
    return shards;
  }
}
