package dev.cairnkv.reliability.simulation;

import dev.cairnkv.reliability.Scale;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Random histories with a crash at a random step, in the restore too, by a kill or a power loss
 * that takes and reorders what was not synced. What comes back must be what {@link StoreRun} says.
 */
final class CrashStatesTest {
  /* A history makes more than three crash states on average. */
  private static final long HISTORIES = 320_000;

  @Test
  void recoversAPrefixOfTheWritesFromEveryCrashState() {
    Instant start = Instant.now();
    long crashStates = CrashStates.check(Seeds.first(Scale.cases(HISTORIES)));
    Scale.report("crash states", crashStates, start);
  }
}
