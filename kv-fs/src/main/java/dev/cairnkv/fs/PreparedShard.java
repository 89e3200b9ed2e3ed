package dev.cairnkv.fs;

import dev.cairnkv.spi.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A shard that has all but its header and its name.
 *
 * @param directory where
 * @param id which shard it will be
 * @param mapping the file under its temporary name
 */
record PreparedShard(Path directory, int id, Mapping mapping) {
  private static final long FIRST_BYTES = 2 << 20;

  static PreparedShard make(Path directory, int id, long sizeBytes, Preallocation preallocation)
      throws IOException {
    String name = FileNames.ofShard(id);
    Path temporary =
        Publication.prepare(
            directory, name, (file, channel) -> preallocation.reserve(file, channel, sizeBytes));
    try {
      return new PreparedShard(
          directory, id, Mapping.forWriting(temporary, directory.resolve(name)));
    } catch (Throwable failure) {
      Publication.deleteAfter(failure, temporary);
      throw failure;
    }
  }

  boolean isFor(int otherId, long sizeBytes) {
    return id == otherId && mapping.sizeBytes() == sizeBytes;
  }

  Path temporary() {
    return directory.resolve(FileNames.ofTemporary(FileNames.ofShard(id)));
  }

  /** Faults in the pages that are written first, unless the shard is dropped meanwhile. */
  void expectFirstWrites() {
    try {
      mapping.expectWrites(0, Math.min(FIRST_BYTES, mapping.sizeBytes()));
      DeviceFaults.deliver();
    } catch (IllegalStateException | InternalError _) {
      return; // it is gone, or creating the shard meets the fault again
    }
  }

  /** Makes the shard. If that fails, there may be a file of its name. */
  Shard publish(byte[] header) throws IOException {
    try {
      mapping.write(0, header, 0, header.length);
      mapping.force(0, header.length);
      Publication.complete(directory, FileNames.ofShard(id));
      return MappedShard.created(id, directory.resolve(FileNames.ofShard(id)), mapping);
    } catch (Throwable failure) {
      mapping.close();
      Publication.deleteAfter(failure, temporary());
      throw failure;
    }
  }

  void drop() throws IOException {
    mapping.close();
    Files.deleteIfExists(temporary());
  }
}
