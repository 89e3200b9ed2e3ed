package dev.cairnkv.fs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KvException;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks that are full or cannot be written, in child processes that see such disks. */
@EnabledOnOs(OS.LINUX)
final class FullDiskTest {

  private static final int SHARD_SIZE_BYTES = 300_000;

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {ChildJvm.NATIVE_ACCESS, "-Dreserved=by-zeros"})
  void saysThatTheDiskIsFullAndGoesOnWhenThereIsSpaceAgain(String option) throws Exception {
    ChildJvm.Outcome outcome =
        ChildJvm.run(
            ChildJvm.withSmallDisk(directory),
            ChildJvm.command(List.of(option), FillsTheDisk.class, directory));

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output().lines())
        .containsExactly(
            "full: cannot create %s: No space left on device; free some space or raise the quota or file size limit, then try again"
                .formatted(directory.resolve("00000004.shard")),
            "shards [1, 2, 3], unknown []",
            "shards [2, 3, 5], unknown []");
  }

  /** Creates shards until the disk is full, deletes one and creates another. */
  static final class FillsTheDisk {
    public static void main(String[] arguments) {
      ShardStorage storage = FileShardStorage.at(Path.of(arguments[0]));
      try (StorageLock _ = storage.lock()) {
        for (int id = 1; ; id++) {
          storage.createShard(id, SHARD_SIZE_BYTES, new byte[1]).close();
        }
      } catch (StoreFullException full) {
        System.out.println("full: " + full.getMessage());
      }
      System.out.println(content(storage));
      storage.deleteShard(1);
      storage.createShard(5, SHARD_SIZE_BYTES, new byte[1]).close();
      System.out.println(content(storage));
    }

    private static String content(ShardStorage storage) {
      return "shards " + storage.shardIds() + ", unknown " + storage.unknownNames();
    }
  }

  @Test
  void saysThatTheDiskIsFullWhenADocumentHasNoRoom() throws Exception {
    ChildJvm.Outcome outcome =
        ChildJvm.run(
            ChildJvm.withSmallDisk(directory),
            ChildJvm.command(List.of(), FillsTheDiskWithDocuments.class, directory));

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output())
        .isEqualTo("StoreFullException, still 1000 bytes, and [lock, manifest.cairn]");
  }

  /** Writes a document that fits, and then in its place one that does not. */
  static final class FillsTheDiskWithDocuments {
    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[0]);
      ShardStorage storage = FileShardStorage.at(directory);
      try (StorageLock _ = storage.lock()) {
        storage.writeDocument("manifest", new byte[1000]);
        storage.writeDocument("manifest", new byte[ShardStorage.MAX_DOCUMENT_BYTES]);
      } catch (KvException failure) {
        byte[] document = storage.readDocument("manifest");
        System.out.printf(
            "%s, still %d bytes, and %s",
            failure.getClass().getSimpleName(),
            document == null ? -1 : document.length,
            Directories.names(directory));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {ChildJvm.NATIVE_ACCESS, "-Dreserved=by-zeros"})
  void takesALimitOnTheSizeOfFilesForAFullDisk(String option) throws Exception {
    ChildJvm.Outcome outcome =
        ChildJvm.run(
            ChildJvm.WITH_FILES_UP_TO_128_KIB,
            ChildJvm.command(List.of(option), FillsTheDisk.class, directory));

    assertThat(outcome.output())
        .startsWith(
            "full: cannot create %s: File too large; "
                .formatted(directory.resolve("00000001.shard")));
    assertThat(Directories.names(directory)).containsExactly("lock");
  }

  @Test
  void readsWhatCannotBeWrittenAndSaysWhyItCannotBeLocked() throws Exception {
    ShardStorage storage = FileShardStorage.at(directory);
    storage.createShard(1, 4096, new byte[1]).close();
    storage.writeDocument("manifest", new byte[10]);
    ChildJvm.Outcome outcome =
        ChildJvm.run(
            ChildJvm.withReadOnly(directory),
            ChildJvm.command(List.of(), UsesAReadOnlyDisk.class, directory));

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output().lines())
        .containsExactly(
            "1: Read-only file system",
            "2: Read-only file system",
            "3: Read-only file system",
            "4: Read-only file system",
            "5: Read-only file system",
            "shards [1] of 4096 bytes, document of 10 bytes");
  }

  /** Tries to write in every way, then reads. */
  static final class UsesAReadOnlyDisk {
    public static void main(String[] arguments) {
      ShardStorage storage = FileShardStorage.at(Path.of(arguments[0]));
      List<Runnable> writes =
          List.of(
              () -> storage.lock().close(),
              () -> storage.createShard(2, 4096, new byte[1]).close(),
              () -> storage.truncateShard(1, 10),
              () -> storage.deleteShard(1),
              () -> storage.writeDocument("manifest", new byte[5]));
      int number = 0;
      for (Runnable write : writes) {
        number++;
        try {
          write.run();
        } catch (StorageException failure) {
          String message = String.valueOf(failure.getMessage());
          System.out.println(
              number + ": " + message.replaceFirst(".*: (.*); mount it for writing.*", "$1"));
        }
      }
      byte[] document = storage.readDocument("manifest");
      try (Shard shard = storage.openShard(1, ShardAccess.READ)) {
        System.out.printf(
            "shards %s of %d bytes, document of %d bytes",
            storage.shardIds(), shard.sizeBytes(), document == null ? -1 : document.length);
      }
    }
  }
}
