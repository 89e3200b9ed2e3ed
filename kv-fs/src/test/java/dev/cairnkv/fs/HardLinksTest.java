package dev.cairnkv.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Shards that two directories share, beyond what the contract says. */
@DisabledOnOs(OS.WINDOWS)
final class HardLinksTest {
  private static final int SIZE_BYTES = 8192;
  private static final byte[] STONE = "stone".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path directory;
  private FileShardStorage first;
  private FileShardStorage second;
  private Path firstFile;
  private Path secondFile;

  @BeforeEach
  void shareAShard() {
    first = FileShardStorage.at(directory.resolve("first"));
    second = FileShardStorage.at(directory.resolve("second"));
    first.create();
    second.create();
    firstFile = directory.resolve("first/00000001.shard");
    secondFile = directory.resolve("second/00000001.shard");
    try (Shard shard = first.createShard(1, SIZE_BYTES, STONE)) {
      shard.sync();
    }
    assertThat(first.shareShard(1, second)).isTrue();
  }

  private static Object inode(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino");
  }

  @Test
  void areTheSameFile() throws IOException {
    assertThat(inode(secondFile)).isEqualTo(inode(firstFile));
    assertThat(Files.getAttribute(firstFile, "unix:nlink")).isEqualTo(2);
  }

  @Test
  void readingLeavesThemTheSame() throws IOException {
    second.openShard(1, ShardAccess.READ).close();

    assertThat(inode(secondFile)).isEqualTo(inode(firstFile));
  }

  @Test
  void whoeverOpensOneForAppendingGetsAFileOfItsOwn() throws IOException {
    try (Shard before = first.openShard(1, ShardAccess.READ);
        Shard shard = second.openShard(1, ShardAccess.APPEND)) {
      shard.append(0, "water".getBytes(StandardCharsets.US_ASCII), 0, 5);
      shard.sync();
      assertThat(before.read(0, 5).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(STONE);
    }

    assertThat(inode(secondFile)).isNotEqualTo(inode(firstFile));
    assertThat(Files.size(secondFile)).isEqualTo(SIZE_BYTES);
    assertThat(Directories.names(directory.resolve("second"))).containsExactly("00000001.shard");
    assertThat(Files.readAllBytes(firstFile)).startsWith(STONE);
    assertThat(Files.readAllBytes(secondFile))
        .startsWith("water".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void whoeverCutsOneGetsAFileOfItsOwn() throws IOException {
    first.truncateShard(1, 5);

    assertThat(Files.readAllBytes(firstFile)).isEqualTo(STONE);
    assertThat(Files.size(secondFile)).isEqualTo(SIZE_BYTES);
    assertThat(inode(secondFile)).isNotEqualTo(inode(firstFile));
  }

  @Test
  void aFileThatIsItsOwnStaysTheSame() throws IOException {
    Files.delete(firstFile);
    Object before = inode(secondFile);
    second.openShard(1, ShardAccess.APPEND).close();
    second.truncateShard(1, 5);

    assertThat(inode(secondFile)).isEqualTo(before);
  }

  @Test
  void doesNothingOnAnotherDevice() throws IOException {
    Path memory = Path.of("/dev/shm");
    assumeThat(Files.isWritable(memory)).as("/dev/shm is there").isTrue();
    assumeThat(Files.getFileStore(memory)).isNotEqualTo(Files.getFileStore(directory));
    Path elsewhere = Files.createTempDirectory(memory, "cairn");
    try {
      assertThat(first.shareShard(1, FileShardStorage.at(elsewhere))).isFalse();
      assertThat(Directories.names(elsewhere)).isEmpty();
    } finally {
      Files.delete(elsewhere);
    }
  }
}
