package dev.cairnkv.fs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class PreparedShardTest {

  private static final int SIZE_BYTES = 300_000;
  private static final byte[] HEADER = {1, 2, 3};

  @TempDir Path directory;

  @Test
  void becomesTheShard() throws Exception {
    ShardStorage storage = FileShardStorage.at(directory);
    storage.prepareShard(1, SIZE_BYTES);
    Object prepared = fileKey("00000001.shard.tmp");

    storage.createShard(1, SIZE_BYTES, HEADER).close();

    assertThat(fileKey("00000001.shard")).isEqualTo(prepared);
    assertThat(Directories.names(directory)).containsExactly("00000001.shard");
  }

  @Test
  void isNotMadeAgainWhenTheShardIsThere() throws Exception {
    ShardStorage storage = FileShardStorage.at(directory);
    storage.createShard(1, SIZE_BYTES, HEADER).close();

    storage.prepareShard(1, SIZE_BYTES);

    assertThat(Directories.names(directory)).containsExactly("00000001.shard");
  }

  @Test
  void isGoneWhenAnotherShardIsMadeOrTheLockIsClosed() throws Exception {
    ShardStorage storage = FileShardStorage.at(directory);
    try (StorageLock _ = storage.lock()) {
      storage.prepareShard(1, SIZE_BYTES);
      storage.createShard(2, SIZE_BYTES, HEADER).close();
      assertThat(Directories.names(directory)).containsExactly("00000002.shard", "lock");
      storage.prepareShard(3, SIZE_BYTES);
      assertThat(Directories.names(directory)).contains("00000003.shard.tmp");
    }

    assertThat(Directories.names(directory)).containsExactly("00000002.shard", "lock");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void givesItsRoomToADocument() throws Exception {
    ChildJvm.Outcome outcome =
        ChildJvm.run(
            ChildJvm.withSmallDisk(directory),
            ChildJvm.command(List.of(ChildJvm.NATIVE_ACCESS), WritesWithoutRoom.class, directory));

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output())
        .isEqualTo(
            "[00000001.shard, 00000002.shard, 00000003.shard.tmp, lock]"
                + "[00000001.shard, 00000002.shard, lock, manifest.cairn]");
  }

  /** Writes a document for which there is room only where a shard was prepared. */
  static final class WritesWithoutRoom {
    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[0]);
      ShardStorage storage = FileShardStorage.at(directory);
      try (StorageLock _ = storage.lock()) {
        storage.createShard(1, SIZE_BYTES, HEADER).close();
        storage.createShard(2, SIZE_BYTES, HEADER).close();
        storage.prepareShard(3, SIZE_BYTES);
        System.out.print(Directories.names(directory));
        storage.writeDocument("manifest", new byte[SIZE_BYTES]);
        System.out.print(Directories.names(directory));
      }
    }
  }

  private Object fileKey(String name) throws Exception {
    return Files.readAttributes(directory.resolve(name), BasicFileAttributes.class).fileKey();
  }
}
