package dev.cairnkv.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipfianKeysTest {

  private static final int DRAWS = 400_000;

  /** Ranks behind the second are those of a continuous function, which is near but not the same. */
  @Test
  void takesRanksAsOftenAsZipfsLawSays() {
    int keys = 1_000;
    int[] counts = counts(keys);
    double zeta = 0;
    for (int rank = 1; rank <= keys; rank++) {
      zeta += 1 / Math.pow(rank, 0.99);
    }
    double hundred = 0;
    int counted = 0;
    for (int rank = 1; rank <= 100; rank++) {
      hundred += 1 / Math.pow(rank, 0.99) / zeta;
      counted += counts[rank - 1];
    }
    assertThat((double) counts[0] / DRAWS).isCloseTo(1 / zeta, within(0.005));
    assertThat((double) counts[1] / DRAWS).isCloseTo(1 / Math.pow(2, 0.99) / zeta, within(0.005));
    assertThat((double) counted / DRAWS).isCloseTo(hundred, within(0.02));
    assertThat(counts[keys - 1]).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 10, 1_000_003})
  void takesNoKeyThatIsNotThere(long keys) {
    ZipfianKeys chooser = new ZipfianKeys(keys);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 50_000; i++) {
      assertThat(chooser.nextRank(random)).isBetween(0L, keys - 1);
      assertThat(chooser.next(random)).isBetween(0L, keys - 1);
    }
  }

  private static int[] counts(int keys) {
    ZipfianKeys chooser = new ZipfianKeys(keys);
    SplittableRandom random = new SplittableRandom(1);
    int[] counts = new int[keys];
    for (int i = 0; i < DRAWS; i++) {
      counts[(int) chooser.nextRank(random)]++;
    }
    return counts;
  }
}
