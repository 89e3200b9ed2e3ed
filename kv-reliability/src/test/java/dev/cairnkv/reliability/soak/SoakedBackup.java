package dev.cairnkv.reliability.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KvStore;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.reliability.workload.Expectation;
import dev.cairnkv.reliability.workload.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The backup of a store, made again and again in one place while writers write, and what it must
 * hold. To look at it, a copy is opened: one that was opened itself would be no backup any more.
 */
final class SoakedBackup {
  private final Path directory;
  private final Path copy;
  private @Nullable Expectation begun;
  private @Nullable Expectation whole;
  private List<Long> atMost = List.of();
  private long now;

  SoakedBackup(Path store) {
    this.directory = directory(store);
    this.copy = store.resolveSibling(store.getFileName() + "-copy");
  }

  /** Returns where the backup of a store is made. */
  static Path directory(Path store) {
    return store.resolveSibling(store.getFileName() + "-backup");
  }

  /** One begins. What was told until now is in it. */
  void begin(Expectation expectation, long epochMillis) {
    begun = expectation.copy();
    whole = null;
    now = epochMillis;
  }

  /** It ended. What was not begun until now is not in it. */
  void end(Expectation expectation) {
    whole = begun;
    atMost = expectation.nextNumbers();
  }

  /** Holds the last backup against what it must hold, if it is whole and nobody has done so. */
  void verify(Setup setup) throws IOException {
    Expectation expectation = whole;
    if (expectation == null) {
      return;
    }
    whole = null;
    Files.createDirectory(copy);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Queue<StoreEvent> faults = new ConcurrentLinkedQueue<>();
    Watch watch = new Watch(_ -> {}, faults::add);
    List<Long> atLeast = expectation.nextNumbers().stream().map(next -> next - 1).toList();
    try (KvStore<String, String> store =
        setup.withDirectory(copy).restore(new SoakClock(now), watch)) {
      expectation.verify(store, atLeast, atMost);
      assertThat(store.stats().restored().cleanShutdown()).as("as if shut down").isTrue();
    }
    assertThat(faults).isEmpty();
    Directories.delete(copy);
  }

  void delete() throws IOException {
    if (Files.exists(directory)) {
      Directories.delete(directory);
    }
  }
}
