package dev.cairnkv.app.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairnkv.app.Main;
import dev.cairnkv.app.config.KvConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"99, FAIL", "100, WARN", "299, WARN", "300, OK"})
  void weighsRoomAgainstShards(long freeBytes, Health expected) {
    assertThat(new SpaceCheck(directory, 100, Long::toString).of(freeBytes).health())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "ext4, OK",
    "xfs, OK",
    "tmpfs, WARN",
    "overlay, WARN",
    "btrfs, WARN",
    "nfs4, WARN",
    "hpfs, OK"
  })
  void knowsFileSystems(String type, Health expected) {
    assertThat(new FileSystemCheck(directory).of(type).health()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"65530, OK", "2005, WARN", "2003, FAIL"})
  void weighsShardsAgainstTheMappingsThatAProcessMayHave(long max, Health expected)
      throws IOException {
    for (int i = 1; i <= 3; i++) {
      Files.createFile(directory.resolve("0000000" + i + ".shard"));
    }
    Path limit = Files.writeString(directory.resolve("max_map_count"), max + "\n");
    SystemLimits limits = new SystemLimits(limit, directory.resolve("limits"));

    Diagnosis found = new MappingsCheck(directory, limits).look();

    assertThat(found.health()).isEqualTo(expected);
    assertThat(found.found()).contains("3 shards", Long.toString(max));
  }

  /** {@code Files.readString} gave the first digit alone. */
  @Test
  void readsTheWholeLimitOfLinux() throws Exception {
    Path limit = Path.of("/proc/sys/vm/max_map_count");
    assumeTrue(Files.isReadable(limit), "skipped: this is no Linux");
    Process cat = new ProcessBuilder("cat", limit.toString()).start();
    String expected = new String(cat.getInputStream().readAllBytes(), UTF_8).strip();

    assertThat(SystemLimits.ofLinux().mappings()).hasValue(Long.parseLong(expected));
  }

  @Test
  void knowsNoLimitsWhereTheSystemTellsNone() throws IOException {
    SystemLimits none = new SystemLimits(directory.resolve("no"), directory.resolve("no"));

    assertThat(new MappingsCheck(directory, none).look().health()).isEqualTo(Health.OK);
    assertThat(new OpenFilesCheck(none).look().health()).isEqualTo(Health.OK);
  }

  @ParameterizedTest
  @CsvSource({"1024, OK", "64, WARN"})
  void readsHowManyFilesMayBeOpen(long soft, Health expected) throws IOException {
    Path limits =
        Files.writeString(
            directory.resolve("limits"),
            "Limit                     Soft Limit           Hard Limit           Units\n"
                + "Max open files            %-20d 1048576              files\n".formatted(soft));

    assertThat(new OpenFilesCheck(new SystemLimits(directory, limits)).look().health())
        .isEqualTo(expected);
  }

  @Test
  void warnsOfAClockBehindTheStore() throws IOException {
    ClockCheck check = new ClockCheck(directory);
    Path file = Files.createFile(directory.resolve("00000001.shard"));
    assertThat(check.look().health()).isEqualTo(Health.OK);

    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofHours(1))));

    assertThat(check.look().health()).isEqualTo(Health.WARN);
  }

  @Test
  void warnsOfADirectoryThatOthersMayLookInto() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
    assertThat(new DirectoryCheck(directory).look())
        .isEqualTo(
            Diagnosis.warn(
                "directory",
                directory + " has rwxr-x---: others may look into it",
                "chmod 700 " + directory));

    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));

    assertThat(new DirectoryCheck(directory).look().health()).isEqualTo(Health.OK);
    assertThat(new DirectoryCheck(directory.resolve("new")).look().found())
        .endsWith("new does not exist yet and can be made");
  }

  @Test
  void failsWhereAFileStandsInPlaceOfTheDirectory() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(new DirectoryCheck(file).look().health()).isEqualTo(Health.FAIL);
    assertThat(new DirectoryCheck(file.resolve("below")).look().health()).isEqualTo(Health.FAIL);
  }

  @Test
  void tellsThatSomeoneHasTheStoreOpenAndHarmsNoLock() {
    KvConfig config = KvConfig.defaults().withDirectory(directory.resolve("store"));
    StoreCheck check = new StoreCheck(config.directory());
    try (var _ = Main.open(config)) {
      assertThat(check.look().health()).isEqualTo(Health.WARN);
      assertThat(check.look().found()).contains("is open in this process already");
    }

    assertThat(check.look().found()).endsWith("nobody has it open");
  }

  @Test
  void failsWhereShardsHaveNoManifest() throws IOException {
    Files.createFile(directory.resolve("00000001.shard"));

    assertThat(new StoreCheck(directory).look().health()).isEqualTo(Health.FAIL);
    assertThat(new StoreCheck(directory.resolve("none")).look().health()).isEqualTo(Health.OK);
  }

  @Test
  void failsWhereNoStoreMayBegin() throws IOException {
    assertThat(new StoreCheck(directory).look().health()).isEqualTo(Health.OK);
    Files.createFile(directory.resolve("thesis.txt"));

    Diagnosis found = new StoreCheck(directory).look();

    assertThat(found.health()).isEqualTo(Health.FAIL);
    assertThat(found.found()).contains("'thesis.txt'");
  }
}
