package dev.cairnkv.fs;

import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.testkit.ShardStorageContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FileShardStorageTest extends ShardStorageContract {

  @TempDir Path parent;

  @Override
  protected ShardStorage newStorage() {
    return FileShardStorage.at(place());
  }

  @Override
  protected ShardStorage newOtherStorage() {
    return FileShardStorage.at(parent.resolve("stores").resolve("second"));
  }

  @Override
  protected ShardStorage reopen(ShardStorage storage) {
    return FileShardStorage.at(Path.of(storage.location()));
  }

  @Override
  protected void addUnknown(ShardStorage storage, String name) {
    try {
      Files.createFile(Path.of(storage.location(), name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What a disk does that really is full is in {@link FullDiskTest}. */
  @Override
  protected ShardStorage newStorageWithRoomFor(long bytes) {
    return new FileShardStorage(
        place(), (file, channel, sizeBytes) -> reserveWithin(bytes, file, channel, sizeBytes));
  }

  private static void reserveWithin(long bytes, Path file, FileChannel channel, long sizeBytes)
      throws IOException {
    long usedBytes = 0;
    try (DirectoryStream<Path> others =
        Files.newDirectoryStream(file.resolveSibling("."), "*.{shard,checkpoint}")) {
      for (Path other : others) {
        usedBytes += Files.size(other);
      }
    }
    if (sizeBytes > bytes - usedBytes) {
      throw new NoSpaceException("No space left on device");
    }
    Preallocation.best().reserve(file, channel, sizeBytes);
  }

  private Path place() {
    return parent.resolve("stores").resolve("first");
  }
}
