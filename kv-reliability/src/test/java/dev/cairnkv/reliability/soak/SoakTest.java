package dev.cairnkv.reliability.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.reliability.Scale;
import dev.cairnkv.reliability.workload.Plant;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything at once, for as long as {@code -Dcairn.soak} says ({@code 60s}, {@code 10m}), or else
 * for a moment. {@code -Dcairn.seed} asks for other choices.
 */
final class SoakTest {
  private static final long SEED = Long.getLong("cairn.seed", 20_261_128);
  private static final String DURATION =
      System.getProperty("cairn.soak", Scale.isFull() ? "60s" : "20s");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path parent;

  @Test
  void aStoreUnderLoadKeepsItsPromisesThroughKillsAndRestarts() {
    Instant start = Instant.now();
    Duration duration = Duration.parse("PT" + DURATION.toUpperCase(Locale.ROOT));

    Summary summary = new Soak(parent, SEED, Plant.NOTHING, duration).run();

    Scale.report("soak with seed " + SEED + ", " + summary, summary.rounds(), start);
    assertThat(summary.isComplete()).isTrue();
  }

  /** A store that keeps what it acknowledged in the heap until the next sync is found out. */
  @Test
  void findsAStoreThatBuffersWhatItAcknowledged(@TempDir Path planted) {
    assertThatThrownBy(
            () -> new Soak(planted, 1, Plant.BUFFERED_APPENDS, Duration.ofMinutes(10)).run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("operations nor any more")
        .hasMessageContaining("-Dcairn.seed=1 ");
  }
}
