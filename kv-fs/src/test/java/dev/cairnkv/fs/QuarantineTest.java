package dev.cairnkv.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.StorageException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.spi.ShardStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where shards lie that were moved aside, beyond what the contract says. */
final class QuarantineTest {

  @TempDir Path directory;
  private Path quarantine;
  private ShardStorage storage;

  @BeforeEach
  void makeStorage() {
    quarantine = directory.resolve("quarantine");
    storage = FileShardStorage.at(directory);
  }

  @Test
  void keepsEveryShardUnderItsNameOrThatAndANumber() throws IOException {
    for (byte content = 1; content <= 3; content++) {
      storage.createShard(7, 1, new byte[] {content}).close();
      assertThat(storage.quarantineShard(7))
          .isEqualTo(
              quarantine
                  .resolve("00000007.shard" + (content == 1 ? "" : "." + (content - 1)))
                  .toString());
    }

    assertThat(Directories.names(quarantine))
        .containsExactly("00000007.shard", "00000007.shard.1", "00000007.shard.2");
    assertThat(quarantine.resolve("00000007.shard")).hasBinaryContent(new byte[] {1});
    assertThat(quarantine.resolve("00000007.shard.2")).hasBinaryContent(new byte[] {3});
    assertThat(Directories.names(directory)).containsExactly("quarantine");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void takesALinkThatLeadsNowhereForANameThatIsTaken() throws IOException {
    Files.createDirectory(quarantine);
    Files.createSymbolicLink(quarantine.resolve("00000007.shard"), directory.resolve("nowhere"));
    storage.createShard(7, 1, new byte[1]).close();

    assertThat(storage.quarantineShard(7)).endsWith("00000007.shard.1");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isForItsOwnerOnly() throws IOException {
    storage.createShard(7, 1, new byte[1]).close();
    storage.quarantineShard(7);

    assertThat(Files.getPosixFilePermissions(quarantine))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(quarantine.resolve("00000007.shard")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void isLeftAloneByTheLock() throws IOException {
    storage.createShard(7, 1, new byte[1]).close();
    storage.quarantineShard(7);
    Files.createFile(quarantine.resolve("00000007.shard.tmp"));
    storage.lock().close();

    assertThat(Directories.names(quarantine))
        .containsExactly("00000007.shard", "00000007.shard.tmp");
    assertThat(storage.unknownNames()).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isNoLinkToSomewhereElse() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.createSymbolicLink(quarantine, elsewhere);
    assertRefused();
    assertThat(Directories.names(elsewhere)).isEmpty();
  }

  @Test
  void isNoFile() throws IOException {
    Files.createFile(quarantine);
    assertRefused();
  }

  private void assertRefused() {
    storage.createShard(7, 1, new byte[1]).close();
    assertThatThrownBy(() -> storage.quarantineShard(7))
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining(quarantine + " should be a directory");
    assertThat(storage.shardIds()).containsExactly(7);
  }

  @Test
  void takesNothingButRegularFiles() throws IOException {
    Files.createDirectory(directory.resolve("00000007.shard"));

    assertThatThrownBy(() -> storage.quarantineShard(7))
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("should be a regular file");
    assertThatThrownBy(() -> storage.quarantineShard(8)).isInstanceOf(StorageException.class);
    assertThat(quarantine).doesNotExist();
  }
}
