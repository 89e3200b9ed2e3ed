package dev.cairnkv.fs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KvException;
import dev.cairnkv.spi.CheckpointReader;
import dev.cairnkv.spi.CheckpointWriter;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the system refuses to a process: in child processes, which tell what they got. */
@EnabledOnOs(OS.LINUX)
final class LimitsTest {

  private static final String DONE = "done";

  @TempDir Path directory;

  @Test
  void saysThatTooManyFilesAreOpenAndGoesOnWhenSomeAreClosed() throws Exception {
    ChildJvm.Outcome outcome =
        ChildJvm.run(
            List.of("sh", "-c", "ulimit -n 100 && exec \"$@\"", "sh"),
            ChildJvm.command(List.of(ChildJvm.NATIVE_ACCESS), RunsOutOfFiles.class, directory));

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output().lines())
        .filteredOn(line -> line.startsWith("then "))
        .hasSameSizeAs(uses(FileShardStorage.at(directory)).keySet())
        .allMatch(
            line ->
                line.contains("StorageException")
                    && line.contains("Too many open files; raise the limit of open files"));
    assertThat(outcome.output().lines())
        .filteredOn(line -> !line.startsWith("then "))
        .allMatch(line -> line.endsWith(DONE));
  }

  /** Uses the storage in every way: with files to spare, with none left, and with some again. */
  static final class RunsOutOfFiles {
    public static void main(String[] arguments) throws IOException {
      ShardStorage storage = FileShardStorage.at(Path.of(arguments[0]));
      prepare(storage);
      use("first", storage);
      List<FileInputStream> files = new ArrayList<>();
      try {
        while (files.size() < 1000) {
          files.add(new FileInputStream("/dev/null"));
        }
      } catch (IOException tooMany) {
        use("then", storage);
      }
      for (FileInputStream file : files) {
        file.close();
      }
      use("finally", storage);
    }
  }

  @Test
  void saysThatPermissionIsDenied() throws Exception {
    ShardStorage storage = FileShardStorage.at(directory);
    prepare(storage);
    ChildJvm.Outcome outcome =
        ChildJvm.run(
            withoutTheRightsOfRoot(directory),
            ChildJvm.command(List.of(), IsDenied.class, directory));

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output().lines())
        .hasSameSizeAs(uses(storage).keySet())
        .allMatch(
            line ->
                line.contains("StorageException")
                    && line.contains("Permission denied; run as the owner of the store"));
  }

  /** Uses a storage in which nothing may be done. */
  static final class IsDenied {
    public static void main(String[] arguments) {
      use("then", FileShardStorage.at(Path.of(arguments[0])));
    }
  }

  /* Takes all rights to the directory and its files away for the time of the command. */
  private static List<String> withoutTheRightsOfRoot(Path directory) throws Exception {
    List<String> prefix =
        List.of(
            "setpriv",
            "--bounding-set=-dac_override,-dac_read_search",
            "sh",
            "-c",
            "chmod 0 \"$1\"/* \"$1\" && shift && \"$@\"; status=$?; chmod 700 \"$0\"; exit $status",
            directory.toString(),
            directory.toString());
    try {
      Assumptions.assumeTrue(
          ChildJvm.run(List.of("setpriv", "--bounding-set=-dac_override"), List.of("true")).status()
              == 0,
          "needs the right to give rights up");
    } catch (IOException notInstalled) {
      Assumptions.abort("needs setpriv(1)");
    }
    return prefix;
  }

  private static void prepare(ShardStorage storage) {
    storage.create();
    storage.createShard(2, 4096, new byte[1]).close();
    storage.writeDocument("manifest", new byte[10]);
    try (CheckpointWriter checkpoint = storage.createCheckpoint(10)) {
      checkpoint.publish();
    }
  }

  private static void createAndDelete(ShardStorage storage) {
    storage.createShard(1, 4096, new byte[1]).close();
    storage.deleteShard(1);
  }

  private static void openAndCloseCheckpoint(ShardStorage storage) {
    try (CheckpointReader reader = storage.openCheckpoint()) {
      assertThat(reader).isNotNull();
    }
  }

  private static Map<String, Runnable> uses(ShardStorage storage) {
    Map<String, Runnable> uses = new LinkedHashMap<>();
    uses.put("lock", () -> storage.lock().close());
    uses.put("create", () -> createAndDelete(storage));
    uses.put("append", () -> storage.openShard(2, ShardAccess.APPEND).close());
    uses.put("read", () -> storage.openShard(2, ShardAccess.READ).close());
    uses.put("list", storage::shardIds);
    uses.put("cut", () -> storage.truncateShard(2, 10));
    uses.put("write", () -> storage.writeDocument("manifest", new byte[10]));
    uses.put("read document", () -> storage.readDocument("manifest"));
    uses.put("write checkpoint", () -> storage.createCheckpoint(10).close());
    uses.put("read checkpoint", () -> openAndCloseCheckpoint(storage));
    return uses;
  }

  private static void use(String when, ShardStorage storage) {
    uses(storage)
        .forEach(
            (name, use) -> {
              String outcome = DONE;
              try {
                use.run();
              } catch (KvException failure) {
                outcome = failure.getClass().getSimpleName() + ": " + failure.getMessage();
              }
              System.out.println(when + " " + name + ": " + outcome);
            });
  }
}
