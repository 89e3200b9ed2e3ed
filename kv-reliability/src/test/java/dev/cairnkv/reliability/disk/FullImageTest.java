package dev.cairnkv.reliability.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KvStore;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.reliability.Scale;
import dev.cairnkv.reliability.workload.Plant;
import dev.cairnkv.reliability.workload.Setup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A file system that really is full, to its last block. Writes are refused by a typed error and
 * change nothing, reads and deletions go on, writing goes on as soon as something else gives up
 * space, and a store is restored and read even where nothing more can be stored.
 */
final class FullImageTest {

  private static final long SEED = 20_260_903;
  private static final long ROUNDS = 10;
  private static final long SHARD_SIZE_BYTES = 256L << 10;

  @TempDir Path parent;

  private final Map<String, String> expected = new HashMap<>();
  private long written;

  @ParameterizedTest
  @EnumSource
  void refusesWritesAndGoesOnWhenThereIsSpaceAgain(LoopImage.Type type) throws Exception {
    String suite = "full disk on " + type;
    Requirements.loopImages(suite, parent, type);
    Instant start = Instant.now();
    try (LoopImage image = LoopImage.mounted(parent, type)) {
      Setup setup =
          new Setup(
              Plant.NOTHING,
              image.root().resolve("store"),
              SEED,
              1,
              1,
              "json",
              SHARD_SIZE_BYTES,
              64L << 10,
              false);
      Ballast ballast = new Ballast(image.root());
      for (long round = 0; round < ROUNDS; round++) {
        fillAndGoOn(setup, ballast);
        restoreOnTheFullDisk(setup, ballast);
      }
    }
    Scale.report(suite, ROUNDS, start);
  }

  private void fillAndGoOn(Setup setup, Ballast ballast) throws IOException {
    KvStore<String, String> store = setup.restore();
    try (store) {
      put(store);
      ballast.fill();
      writeUntilFull(store);
      deleteOne(store);
      ballast.remove();
      long before = written;
      while (written < before + 3 * SHARD_SIZE_BYTES / 1000) {
        put(store);
      }
      ballast.fill();
      writeUntilFull(store);
      assertHolds(store);
    } catch (StoreFullException noRoomForTheMark) {
      assertThat(noRoomForTheMark).hasMessageContaining("clean.cairn");
    }
  }

  private void restoreOnTheFullDisk(Setup setup, Ballast ballast) throws IOException {
    try (KvStore<String, String> store = setup.restore()) {
      assertHolds(store);
      writeUntilFull(store);
      ballast.remove();
      put(store);
      assertHolds(store);
    }
  }

  private void put(KvStore<String, String> store) {
    String key = "key " + written % 100;
    String value = written + "x".repeat(1000);
    store.put(key, value);
    expected.put(key, value);
    written++;
  }

  private void writeUntilFull(KvStore<String, String> store) {
    StoreFullException full = null;
    while (full == null) {
      try {
        put(store);
      } catch (StoreFullException noRoom) {
        full = noRoom;
      }
    }
    assertThat(full).hasMessageContaining("No space left on device");
    assertHolds(store);
  }

  private void deleteOne(KvStore<String, String> store) {
    Iterator<String> keys = expected.keySet().iterator();
    assertThat(store.delete(keys.next())).isTrue();
    keys.remove();
    assertHolds(store);
  }

  private void assertHolds(KvStore<String, String> store) {
    Map<String, String> found = new HashMap<>();
    store.forEach(found::put);
    assertThat(found).isEqualTo(expected);
  }

  /** Files that take all the space there is. */
  private record Ballast(Path root) {

    private static final long LARGEST_BYTES = 128L << 20;
    private static final long BLOCK_BYTES = 4096;

    void fill() throws IOException {
      int number = 0;
      for (long size = LARGEST_BYTES; size >= BLOCK_BYTES; size /= 2) {
        int status;
        do {
          Path file = root.resolve("ballast" + number++);
          status = Command.run("fallocate", "-l", size + "", file.toString()).status();
        } while (status == 0);
      }
    }

    void remove() throws IOException {
      Command.require("sh", "-c", "rm \"$1\"/ballast*", "sh", root.toString());
    }
  }
}
