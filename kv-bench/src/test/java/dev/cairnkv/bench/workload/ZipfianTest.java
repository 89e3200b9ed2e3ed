package dev.cairnkv.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ZipfianTest {
  private static final long COUNT = 1000;
  private static final int DRAWS = 1_000_000;

  @Test
  void drawsEachRankAsOftenAsItsPlaceSays() {
    Zipfian zipfian = new Zipfian(COUNT);
    SplittableRandom random = new SplittableRandom(1);
    int[] drawn = new int[(int) COUNT];
    for (int i = 0; i < DRAWS; i++) {
      drawn[(int) zipfian.rank(random.nextDouble())]++;
    }

    double first = zipfian.highestProbability();
    assertThat((double) drawn[0] / DRAWS).isCloseTo(first, within(0.01));
    assertThat((double) drawn[1] / DRAWS).isCloseTo(first / Math.pow(2, 0.99), within(0.01));
    // From the third on, the method of Gray et al. is a curve through the steps.
    assertThat((double) drawn[9] / DRAWS).isCloseTo(first / Math.pow(10, 0.99), within(0.01));
    assertThat((double) drawn[99] / DRAWS).isCloseTo(first / Math.pow(100, 0.99), within(0.001));
  }

  @Test
  void reachesTheFirstAndTheLastRank() {
    Zipfian zipfian = new Zipfian(COUNT);

    assertThat(zipfian.rank(0)).isZero();
    assertThat(zipfian.rank(Math.nextDown(1.0))).isEqualTo(COUNT - 1);
  }

  @Test
  void spreadsTheLikelyNumbersOverAllRecords() {
    Numbers numbers = new Zipfian(COUNT).numbers(1);
    Map<Long, Integer> drawn = new HashMap<>();
    numbers.stream(DRAWS).forEach(number -> drawn.merge(number, 1, Integer::sum));

    assertThat(drawn.keySet()).allSatisfy(number -> assertThat(number).isBetween(0L, COUNT - 1));
    long likeliest =
        drawn.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    assertThat(likeliest).isNotZero();
  }

  @Test
  void drawsTheSameForTheSameSeed() {
    Zipfian zipfian = new Zipfian(COUNT);

    assertThat(zipfian.numbers(7).stream(100))
        .containsExactlyElementsOf(zipfian.numbers(7).stream(100).boxed().toList());
  }
}
