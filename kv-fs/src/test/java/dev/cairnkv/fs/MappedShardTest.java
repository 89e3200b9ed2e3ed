package dev.cairnkv.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.StorageException;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class MappedShardTest {

  private static final int SIZE_KIBI = 64;
  private static final int SIZE_BYTES = SIZE_KIBI << 10;
  private static final int MEBI = 1 << 20;

  @TempDir Path directory;

  @Test
  void keepsWhatWasAppendedByAProcessThatWasKilled() throws Exception {
    ChildJvm.Outcome killed =
        ChildJvm.run(List.of(), ChildJvm.command(List.of(), AppendsAndDies.class, directory));
    assertThat(killed.status()).isNotZero();

    ShardStorage storage = FileShardStorage.at(directory);
    storage.lock().close();
    try (Shard shard = storage.openShard(1, ShardAccess.READ)) {
      byte[] bytes = shard.read(0, SIZE_BYTES).toArray(ValueLayout.JAVA_BYTE);
      assertThat(bytes).containsOnly((byte) 42);
    }
  }

  /** Fills a shard and kills itself, which leaves the JVM no time to do anything. */
  static final class AppendsAndDies {
    public static void main(String[] arguments) {
      ShardStorage storage = FileShardStorage.at(Path.of(arguments[0]));
      storage.lock();
      Shard shard = storage.createShard(1, SIZE_BYTES, new byte[] {42});
      for (int offset = 1; offset < SIZE_BYTES; offset++) {
        shard.append(offset, new byte[] {42}, 0, 1);
      }
      ProcessHandle.of(ProcessHandle.current().pid()).ifPresent(AppendsAndDies::kill);
    }

    private static void kill(ProcessHandle self) {
      try {
        new ProcessBuilder("kill", "-9", Long.toString(self.pid())).start().waitFor();
      } catch (Exception failure) {
        Runtime.getRuntime().halt(1);
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsTheSystemHowItIsRead() throws Exception {
    Path file = directory.toRealPath().resolve("00000001.shard");
    try (Shard shard = FileShardStorage.at(directory).createShard(1, SIZE_BYTES, new byte[1])) {
      assertThat(flagsOfMapping(file)).doesNotContain("rr");

      shard.expectRandomReads();

      assertThat(flagsOfMapping(file)).contains("rr");
    }
    try (Shard shard = FileShardStorage.at(directory).openShard(1, ShardAccess.READ)) {
      shard.expectSequentialReads();

      assertThat(flagsOfMapping(file)).contains("sr").doesNotContain("rr");
    }
  }

  /** The advice costs more than a get of a small store, and gains where there is much to read. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsTheSystemOnlyOfALargeStoreThatItIsReadAtRandom() throws Exception {
    ShardStorage storage = FileShardStorage.at(directory);
    for (int id = 1; id <= 2; id++) {
      Path name = directory.resolve("0000000%d.shard".formatted(id));
      try (RandomAccessFile sparse = new RandomAccessFile(name.toFile(), "rw")) {
        sparse.setLength(200L << 20);
      }
    }
    Path real = directory.toRealPath();

    try (Shard _ = storage.openShard(1, ShardAccess.READ);
        Shard _ = storage.openShard(2, ShardAccess.READ)) {
      assertThat(flagsOfMapping(real.resolve("00000001.shard"))).doesNotContain("rr");
      assertThat(flagsOfMapping(real.resolve("00000002.shard"))).contains("rr");
    }
  }

  /**
   * In large pieces, all that was mapped had to be mapped again whenever the system marked some.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void takesMemoryPageByPageForWhatIsWrittenSoon() throws Exception {
    Path file = directory.toRealPath().resolve("00000001.shard");
    try (Shard shard =
        FileShardStorage.at(directory).createShard(1, 64L * SIZE_BYTES, new byte[1])) {
      shard.expectAppends(SIZE_BYTES, 32L * SIZE_BYTES);

      assertThat(flagsOfMapping(file)).contains("rr");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void mapsWhatIsWrittenSoonAndUnmapsWhatIsSynced() throws Exception {
    Path file = directory.toRealPath().resolve("00000001.shard");
    byte[] bytes = new byte[8 * SIZE_BYTES];
    Arrays.fill(bytes, (byte) 42);
    try (Shard shard = FileShardStorage.at(directory).createShard(1, 64L * SIZE_BYTES, bytes)) {
      shard.sync();
      assertThat(mappedKibi(file)).isLessThan(8 * SIZE_KIBI);

      shard.expectAppends(bytes.length, 32L * SIZE_BYTES);
      assertThat(mappedKibi(file)).isGreaterThanOrEqualTo(32 * SIZE_KIBI);

      for (int i = 1; i <= 4; i++) {
        shard.append(i * (long) bytes.length, bytes, 0, bytes.length);
      }
      shard.sync();
      assertThat(mappedKibi(file)).isLessThan(8 * SIZE_KIBI);
      byte[] read = new byte[5 * bytes.length];
      shard.read(0, read, 0, read.length);
      assertThat(read).containsOnly((byte) 42);
    }
  }

  /** To fault in a page takes longer than to copy it. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void readsOnceWithoutAFaultInItsPages() throws Exception {
    byte[] bytes = new byte[64 * SIZE_BYTES];
    Arrays.fill(bytes, (byte) 42);
    Path file = directory.toRealPath().resolve("00000001.shard");
    FileShardStorage.at(directory).createShard(1, bytes.length, bytes).close();
    try (Shard shard = FileShardStorage.at(directory).openShard(1, ShardAccess.READ)) {
      byte[] read = new byte[bytes.length];

      shard.readOnce(0, read, 0, read.length);

      assertThat(read).isEqualTo(bytes);
      assertThat(mappedKibi(file)).isLessThan(SIZE_KIBI);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void saysThatAFileThatSomeoneCutCannotBeReadOnce() throws Exception {
    try (Shard shard = FileShardStorage.at(directory).createShard(1, SIZE_BYTES, new byte[1])) {
      try (RandomAccessFile file =
          new RandomAccessFile(directory.resolve("00000001.shard").toFile(), "rw")) {
        file.setLength(4096);
      }
      byte[] target = new byte[SIZE_BYTES];

      shard.readOnce(0, target, 0, 4096);
      assertThatThrownBy(() -> shard.readOnce(0, target, 0, target.length))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("cannot read")
          .hasMessageContaining("00000001.shard");
    }
  }

  /**
   * The pieces in which the system read ahead grew up to 2 MiB along a shard, and a sync wrote the
   * whole piece in which a byte had changed.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aSyncWritesLittleMoreThanWasAppended() throws Exception {
    int appends = 100;
    byte[] bytes = new byte[SIZE_BYTES];
    Arrays.fill(bytes, (byte) 42);
    try (Shard shard = FileShardStorage.at(directory).createShard(1, 64 << 20, bytes)) {
      long expected = bytes.length;
      long tail = bytes.length;
      while (tail < 40 << 20) {
        if (expected - tail < MEBI) {
          shard.expectAppends(expected, MEBI);
          expected += MEBI;
        }
        shard.append(tail, bytes, 0, bytes.length);
        tail += bytes.length;
        shard.sync();
      }
      long before = writtenBytes();
      for (int i = 0; i < appends; i++) {
        shard.append(tail, bytes, 0, 100);
        tail += 100;
        shard.sync();
      }
      assertThat(writtenBytes() - before).isLessThan(appends * (long) SIZE_BYTES);
    }
  }

  private static long writtenBytes() throws Exception {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/io"))) {
      String line = lines.filter(each -> each.startsWith("write_bytes:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", ""));
    }
  }

  /** Returns what Linux says of the memory that a file is mapped to. */
  private static List<String> flagsOfMapping(Path file) throws Exception {
    return List.of(figure(file, "VmFlags:").split(" +"));
  }

  private static int mappedKibi(Path file) throws Exception {
    return Integer.parseInt(figure(file, "Rss:").replaceAll("\\D", ""));
  }

  private static String figure(Path file, String name) throws Exception {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/smaps"))) {
      return lines
          .dropWhile(line -> !line.contains(file.toString()))
          .filter(line -> line.startsWith(name))
          .findFirst()
          .orElseThrow();
    }
  }

  /** A mapping of a file that someone cut answers with a fault of the machine. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void answersAFaultOfTheDeviceWithAnErrorAndTheProcessLives() throws Exception {
    ShardStorage storage = FileShardStorage.at(directory);
    try (Shard shard = storage.createShard(1, SIZE_BYTES, new byte[1])) {
      MemorySegment view = shard.read(0, SIZE_BYTES);
      try (RandomAccessFile file =
          new RandomAccessFile(directory.resolve("00000001.shard").toFile(), "rw")) {
        file.setLength(0);
      }

      assertThatThrownBy(() -> shard.append(8192, new byte[100], 0, 100))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("00000001.shard");
      assertThatThrownBy(() -> view.toArray(ValueLayout.JAVA_BYTE))
          .isInstanceOf(InternalError.class);
    }
  }

  /**
   * A fault does not stop compiled code: the error came out of some method around the append, after
   * the put had returned. Seen as an acknowledged put that was lost, when the power of a file
   * system was cut.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsOfAFaultBeforeAnAppendReturnsThatIsCompiledIntoItsCallers() throws Exception {
    ShardStorage storage = FileShardStorage.at(directory);
    try (Shard shard = storage.createShard(1, SIZE_BYTES, new byte[1])) {
      assertThat(refusedAppends(shard, 300_000)).isZero();
      try (RandomAccessFile file =
          new RandomAccessFile(directory.resolve("00000001.shard").toFile(), "rw")) {
        file.setLength(0);
      }
      assertThat(refusedAppends(shard, 1000)).isEqualTo(1000);
    }
  }

  private static int refusedAppends(Shard shard, int times) {
    byte[] source = new byte[100];
    int refused = 0;
    for (int time = 0; time < times; time++) {
      try {
        shard.append(time % 500 * 100L, source, 0, 40 + time % 60);
      } catch (StorageException failure) {
        refused++;
      }
    }
    return refused;
  }

  @Test
  void mapsMoreThanAnArrayCanHold() throws Exception {
    ShardStorage storage = FileShardStorage.at(directory);
    try (RandomAccessFile file =
        new RandomAccessFile(directory.resolve("00000001.shard").toFile(), "rw")) {
      file.setLength(3L << 30);
    }
    try (Shard shard = storage.openShard(1, ShardAccess.READ)) {
      assertThat(shard.sizeBytes()).isEqualTo(3L << 30);
      assertThat(shard.read((3L << 30) - 1, 1).get(ValueLayout.JAVA_BYTE, 0)).isZero();
    }
  }
}
