package dev.cairnkv.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.StorageException;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.spi.CheckpointReader;
import dev.cairnkv.spi.CheckpointWriter;
import dev.cairnkv.spi.ShardStorage;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the checkpoint is as a file, beyond what the contract says. */
@Timeout(60)
final class CheckpointFileTest {

  @TempDir Path directory;
  private Path file;
  private Path temporary;
  private ShardStorage storage;

  @BeforeEach
  void makeStorage() {
    file = directory.resolve("index.checkpoint");
    temporary = directory.resolve("index.checkpoint.tmp");
    storage = FileShardStorage.at(directory);
  }

  @Test
  void isWrittenUnderATemporaryNameThatIsDeletedWithTheNextLock() throws IOException {
    CheckpointWriter killed = storage.createCheckpoint(100);
    killed.append(new byte[10], 0, 10);
    assertThat(temporary).hasSize(100);
    assertThat(file).doesNotExist();
    storage.lock().close();

    assertThat(Directories.names(directory)).containsExactly("lock");
    assertThatThrownBy(killed::publish).isInstanceOf(StorageException.class);
  }

  @Test
  void isMadeAnewOverWhatACrashLeftUnderTheTemporaryName() throws IOException {
    Files.write(temporary, new byte[] {1, 2, 3});
    try (CheckpointWriter writer = storage.createCheckpoint(2)) {
      writer.publish();
    }

    assertThat(file).hasBinaryContent(new byte[2]);
    assertThat(Directories.names(directory)).containsExactly("index.checkpoint");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isForItsOwnerOnly() throws IOException {
    try (CheckpointWriter writer = storage.createCheckpoint(10)) {
      assertThat(Files.getPosixFilePermissions(temporary))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      writer.publish();
    }

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isReadToItsEndThoughAnotherOneTakesItsPlace() {
    publish((byte) 1);
    try (CheckpointReader reader = Objects.requireNonNull(storage.openCheckpoint())) {
      publish((byte) 2);
      assertThat(reader.read(0, 1).get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 1);
      storage.deleteCheckpoint();
      assertThat(reader.read(0, 1).get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 1);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isRefusedIfItIsALinkAndReplacedWithoutFollowingIt() throws IOException {
    Path target = Files.write(directory.resolve("target"), new byte[100]);
    Files.createSymbolicLink(file, target);
    assertRefused("symbolic link");
    publish((byte) 2);

    assertThat(target).hasBinaryContent(new byte[100]);
    assertThat(file).hasBinaryContent(new byte[] {2});
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isRefusedIfItIsALinkThatLeadsNowhereAndDeletedAllTheSame() throws IOException {
    Files.createSymbolicLink(file, directory.resolve("nowhere"));
    assertRefused("symbolic link");
    storage.deleteCheckpoint();

    assertThat(Directories.names(directory)).isEmpty();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void isRefusedIfItIsAPipeWithoutWaitingForItsOtherEnd() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    assertRefused("pipe");
    storage.deleteCheckpoint();

    assertThat(Directories.names(directory)).isEmpty();
  }

  @Test
  void isRefusedIfItIsADirectoryAndNeverReplacesOne() throws IOException {
    Files.createFile(Files.createDirectory(file).resolve("content"));
    assertRefused("directory");

    assertThatThrownBy(() -> publish((byte) 1)).isInstanceOf(StorageException.class);
    assertThatThrownBy(storage::deleteCheckpoint)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(file + ": Directory not empty; move it away");
    assertThat(Directories.names(directory)).containsExactly("index.checkpoint");
  }

  @Test
  void isRefusedWithoutSpaceAndLeavesNothing() throws IOException {
    ShardStorage full =
        new FileShardStorage(
            directory,
            (unfinished, channel, sizeBytes) -> {
              throw new NoSpaceException("No space left on device");
            });

    assertThatThrownBy(() -> full.createCheckpoint(1000))
        .hasMessageContaining(
            "cannot create %s: No space left on device; free some space".formatted(file));
    assertThat(Directories.names(directory)).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsOfAWriteThatFails() throws IOException {
    Files.createSymbolicLink(temporary, Path.of("/dev/full"));
    try (CheckpointWriter writer = new FileCheckpointWriter(directory, temporary, 100)) {
      assertThatThrownBy(() -> writer.append(new byte[100], 0, 100))
          .isInstanceOf(StoreFullException.class)
          .hasMessageContaining("cannot write %s: No space left on device".formatted(temporary));
    }
    assertThat(Directories.names(directory)).isEmpty();
  }

  private void publish(byte content) {
    try (CheckpointWriter writer = storage.createCheckpoint(1)) {
      writer.append(new byte[] {content}, 0, 1);
      writer.publish();
    }
  }

  private void assertRefused(String kind) {
    assertThatThrownBy(storage::openCheckpoint)
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining(file + " should be a regular file")
        .hasMessageContaining(kind);
    assertThat(storage.unknownNames()).doesNotContain("index.checkpoint");
  }
}
