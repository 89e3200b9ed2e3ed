package dev.cairnkv.fs;

import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.testkit.ShardStorageContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FileShardStorageTest extends ShardStorageContract {

  @TempDir Path parent;

  @Override
  protected ShardStorage newStorage() {
    return FileShardStorage.at(parent.resolve("stores").resolve("first"));
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
}
