package dev.cairnkv.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.StorageException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is not a regular file, or not one of ours; and whom ours belong to. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
final class SpecialFilesTest {

  @TempDir Path parent;
  private Path directory;
  private ShardStorage storage;

  @BeforeEach
  void makeStorage() {
    directory = parent.resolve("stores").resolve("first");
    storage = FileShardStorage.at(directory);
    storage.create();
  }

  @Test
  void refusesALinkInPlaceOfAFileAndLeavesItsTargetAlone() throws IOException {
    Path target = Files.write(parent.resolve("target"), new byte[100]);
    for (String name : List.of("00000001.shard", "manifest.cairn", "lock")) {
      Files.createSymbolicLink(directory.resolve(name), target);
    }
    assertRefused("symbolic link");

    storage.writeDocument("manifest", new byte[1]);
    assertThat(target).hasBinaryContent(new byte[100]);
    assertThat(directory.resolve("manifest.cairn")).isRegularFile();
  }

  @Test
  void refusesALinkThatLeadsNowhere() throws IOException {
    for (String name : List.of("00000001.shard", "manifest.cairn", "lock")) {
      Files.createSymbolicLink(directory.resolve(name), parent.resolve("nowhere"));
    }
    assertRefused("symbolic link");
    assertThat(parent.resolve("nowhere")).doesNotExist();
  }

  @Test
  void refusesADirectoryInPlaceOfAFile() throws IOException {
    for (String name : List.of("00000001.shard", "manifest.cairn", "lock")) {
      Files.createDirectory(directory.resolve(name));
    }
    assertRefused("directory");
    assertThatThrownBy(() -> storage.writeDocument("manifest", new byte[1]))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(directory.resolve("manifest.cairn").toString());
    assertThat(storage.unknownNames()).isEmpty();
  }

  @Test
  void refusesAPipeInPlaceOfAFileWithoutWaitingForItsOtherEnd() throws Exception {
    for (String name : List.of("00000001.shard", "manifest.cairn", "lock")) {
      makePipe(directory.resolve(name));
    }
    assertRefused("pipe");
  }

  private static void makePipe(Path path) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder("mkfifo", path.toString()).inheritIO().start();
    } catch (IOException notInstalled) {
      Assumptions.abort("needs mkfifo(1): " + notInstalled.getMessage());
      return;
    }
    assertThat(process.waitFor()).isZero();
  }

  private void assertRefused(String kind) {
    List<ThrowingCallable> uses =
        List.of(
            storage::shardIds,
            () -> storage.openShard(1, ShardAccess.READ),
            () -> storage.openShard(1, ShardAccess.APPEND),
            () -> storage.truncateShard(1, 0),
            () -> storage.deleteShard(1));
    for (ThrowingCallable use : uses) {
      assertRefused(use, "00000001.shard", kind);
    }
    assertRefused(() -> storage.readDocument("manifest"), "manifest.cairn", kind);
    assertRefused(storage::lock, "lock", kind);
    assertThatThrownBy(() -> storage.createShard(1, 4096, new byte[1]))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("exists already");
  }

  private void assertRefused(ThrowingCallable use, String name, String kind) {
    assertThatThrownBy(use)
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining(directory.resolve(name) + " should be a regular file")
        .hasMessageContaining(kind);
  }

  @Test
  void refusesADocumentThatIsTooLarge() throws IOException {
    Path file = directory.resolve("manifest.cairn");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(ShardStorage.MAX_DOCUMENT_BYTES + 1L);
    }

    assertThatThrownBy(() -> storage.readDocument("manifest"))
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("manifest.cairn has 1048577 bytes");
  }

  @Test
  void refusesAFileInPlaceOfTheDirectory() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    ShardStorage wrong = FileShardStorage.at(file);
    List<ThrowingCallable> uses =
        List.of(
            wrong::create,
            wrong::lock,
            wrong::shardIds,
            wrong::unknownNames,
            FileShardStorage.at(file.resolve("below"))::create);
    for (ThrowingCallable use : uses) {
      assertThatThrownBy(use)
          .isInstanceOf(StorageException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("give the path of a directory");
    }
    assertThat(wrong.readDocument("manifest")).isNull();
    assertThatThrownBy(() -> wrong.openShard(1, ShardAccess.READ))
        .isInstanceOf(StorageException.class);
  }

  @Test
  void takesOnlyWhatHasTheNameOfAShardForAShard() throws IOException {
    List<String> others =
        List.of("00000000.shard", "0000001.shard", "000000001.shard", "16777216.shard", "1.shard");
    for (String name : others) {
      Files.createFile(directory.resolve(name));
    }
    storage.createShard(ShardStorage.MAX_SHARD_ID, 4096, new byte[1]).close();

    assertThat(storage.shardIds()).containsExactly(ShardStorage.MAX_SHARD_ID);
    assertThat(storage.unknownNames()).containsExactlyInAnyOrderElementsOf(others);
    assertThat(directory.resolve("16777215.shard")).hasSize(4096);
  }

  @Test
  void makesEverythingForItsOwnerOnly() throws IOException {
    storage.lock().close();
    storage.createShard(1, 4096, new byte[1]).close();
    storage.writeDocument("manifest", new byte[1]);

    assertThat(permissions(parent.resolve("stores"))).isEqualTo("rwx------");
    assertThat(permissions(directory)).isEqualTo("rwx------");
    for (String name : List.of("00000001.shard", "manifest.cairn", "lock")) {
      assertThat(permissions(directory.resolve(name))).as(name).isEqualTo("rw-------");
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }
}
