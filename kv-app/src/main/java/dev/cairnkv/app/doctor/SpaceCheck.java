package dev.cairnkv.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongFunction;

/** Whether there is room for further shards. */
final class SpaceCheck implements Check {

  /** The next shard, the one that is prepared behind it, and a checkpoint. */
  private static final int SHARDS_AT_LEAST = 3;

  private final Path directory;
  private final long shardSizeBytes;
  private final LongFunction<String> sizes;

  SpaceCheck(Path directory, long shardSizeBytes, LongFunction<String> sizes) {
    this.directory = directory;
    this.shardSizeBytes = shardSizeBytes;
    this.sizes = sizes;
  }

  @Override
  public String name() {
    return "space";
  }

  @Override
  public Diagnosis look() throws IOException {
    return of(Files.getFileStore(Existing.nearest(directory)).getUsableSpace());
  }

  /** Returns what so much room means. */
  Diagnosis of(long freeBytes) {
    String found =
        "%s free, shards of %s".formatted(sizes.apply(freeBytes), sizes.apply(shardSizeBytes));
    if (freeBytes < shardSizeBytes) {
      return Diagnosis.fail(
          name(), found + ": the next one does not fit", "make room, or set a smaller shard-size");
    }
    return freeBytes < SHARDS_AT_LEAST * shardSizeBytes
        ? Diagnosis.warn(name(), found + ": room for one or two", "make room soon")
        : Diagnosis.ok(name(), found);
  }
}
