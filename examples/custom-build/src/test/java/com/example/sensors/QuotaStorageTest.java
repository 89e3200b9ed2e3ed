package com.example.sensors;

import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.testkit.ShardStorageContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The storage does what the store relies on: the tests are those of the contract. */
final class QuotaStorageTest extends ShardStorageContract {

  @TempDir Path parent;

  @Override
  protected ShardStorage newStorage() {
    return newStorageWithRoomFor(Long.MAX_VALUE);
  }

  @Override
  protected ShardStorage newStorageWithRoomFor(long bytes) {
    return new QuotaStorage(FileShardStorage.at(parent.resolve("store")), bytes);
  }

  @Override
  protected ShardStorage reopen(ShardStorage storage) {
    return new QuotaStorage(FileShardStorage.at(Path.of(storage.location())), Long.MAX_VALUE);
  }

  @Override
  protected void addUnknown(ShardStorage storage, String name) {
    try {
      Files.createFile(Path.of(storage.location(), name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
