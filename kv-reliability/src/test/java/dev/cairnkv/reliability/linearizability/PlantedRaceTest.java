package dev.cairnkv.reliability.linearizability;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.reliability.canary.Canary;
import dev.cairnkv.reliability.canary.Plant;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Test;

/** Lincheck finds a race that was planted: an index whose readers do not look for writers. */
class PlantedRaceTest {

  @Test
  void isFoundInTheInterleavings() {
    try (Plant _ = Canary.READ_WITHOUT_VALIDATION.plant()) {
      assertThatThrownBy(() -> Lincheck.modelChecking(100, 1_000).check(IndexOperations.class))
          .isInstanceOf(LincheckAssertionError.class)
          .hasMessageContaining("Invalid execution results");
    }
  }
}
